package io.lading.cli.torture;

import io.lading.cli.bench.Manifest;
import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.bench.WorkloadOptions;
import java.util.ArrayList;
import java.util.List;

/** Orders that come as X12 and as EDIFACT by turns, so that both travel through each blow. */
record BothStandards(List<Sample> samples, Manifest manifest) {
    private static final int LINES = 10;

    /** @param count files of one order each, the first of them X12 */
    static BothStandards of(int count) {
        OrderWorkload x12 = new OrderWorkload(WorkloadOptions.files(count, 1));
        List<Sample> first = x12.samples();
        List<Sample> second = new OrderWorkload(
                        WorkloadOptions.files(count, 1).written(WorkloadOptions.Syntax.EDIFACT, LINES))
                .samples();
        List<Sample> mixed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            mixed.add((i % 2 == 0 ? first : second).get(i));
        }
        return new BothStandards(mixed, x12.manifest()); // the same orders, whatever they are written in
    }
}
