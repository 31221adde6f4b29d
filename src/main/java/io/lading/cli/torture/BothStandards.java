package io.lading.cli.torture;

import io.lading.cli.bench.Manifest;
import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.bench.WorkloadOptions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders that come as X12 and as EDIFACT by turns, and of every twenty the first ten in one file, which is larger than a batch
 * of the torture's hubs takes: so all kinds travel through each blow.
 */
record BothStandards(List<Sample> samples, Manifest manifest) {
    private static final int LINES = 10;
    private static final int TOGETHER = 10;
    private static final int ROUND = 20;

    /** @param count orders, the first of them X12 */
    static BothStandards of(int count) {
        OrderWorkload x12 = new OrderWorkload(WorkloadOptions.files(count, 1));
        List<Sample> first = x12.samples();
        List<Sample> second = new OrderWorkload(
                        WorkloadOptions.files(count, 1).written(WorkloadOptions.Syntax.EDIFACT, LINES))
                .samples();
        List<Sample> mixed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (i % ROUND == 0 && i + TOGETHER <= count) {
                mixed.add(together((i / ROUND % 2 == 0 ? first : second).subList(i, i + TOGETHER)));
                i += TOGETHER - 1;
            } else {
                mixed.add((i % 2 == 0 ? first : second).get(i));
            }
        }
        return new BothStandards(mixed, x12.manifest()); // the same orders, whatever they are written in
    }

    private static Sample together(List<Sample> samples) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> orders = new ArrayList<>();
        for (Sample sample : samples) {
            bytes.writeBytes(sample.bytes());
            orders.addAll(sample.orders());
        }
        return new Sample(samples.get(0).name(), orders, false, bytes.toByteArray());
    }
}
