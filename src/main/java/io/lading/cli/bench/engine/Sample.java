package io.lading.cli.bench.engine;

import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.WorkloadOptions;
import io.lading.interchange.Standard;

/**
 * One interchange of made-up orders.
 *
 * @param lines of each order
 * @param documents how many orders
 */
record Sample(Standard syntax, int lines, long documents, byte[] bytes) {
    /** About so many lines in all, so that every sample has some 600 KB. */
    private static final int LINES = 5_000;

    static Sample of(Standard syntax, int lines) {
        int count = LINES / lines;
        WorkloadOptions.Syntax written =
                syntax == Standard.X12 ? WorkloadOptions.Syntax.X12 : WorkloadOptions.Syntax.EDIFACT;
        WorkloadOptions options = WorkloadOptions.interchange(count, 1).written(written, lines);
        return new Sample(
                syntax,
                lines,
                count,
                new OrderWorkload(options).samples().get(0).bytes());
    }
}
