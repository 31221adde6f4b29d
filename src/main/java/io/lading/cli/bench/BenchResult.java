package io.lading.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param durable the database's settings as it stated them
 */
record BenchResult(
        int orders,
        Map<String, String> durable,
        Calibration calibration,
        Round files,
        Round interchange,
        Latency alone,
        double hubStartSeconds) {

    /**
     * One workload, the median of several runs by rate.
     *
     * @param ordersPerSecond from the first byte sent until the last order and the last acknowledgement were delivered
     * @param sendSeconds until the last answer to the sender
     * @param waitMillis how long a set waited for a worker, in the middle
     * @param stageSeconds worker seconds a stage
     * @param processorSeconds used by each process
     * @param rates of all runs
     * @param difference what did not come out as it went in; empty if nothing
     */
    record Round(
            String name,
            double ordersPerSecond,
            double seconds,
            double sendSeconds,
            double waitMillis,
            long bytes,
            Map<String, Double> stageSeconds,
            Map<String, Double> processorSeconds,
            List<Double> rates,
            String difference) {}

    /** One order alone, from before it is posted until its file is there, in milliseconds. */
    record Latency(int orders, double median, double percentile95) {}

    boolean complete() {
        return files.difference().isEmpty() && interchange.difference().isEmpty();
    }

    /** For {@code --json}. */
    Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("orders", orders);
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("java", Runtime.version().toString());
        all.put("durable", durable);
        all.put("complete", complete());
        all.put("startSeconds", hubStartSeconds);
        all.put("files", json(files));
        all.put("interchange", json(interchange));
        all.put(
                "alone",
                Map.of("orders", alone.orders(), "p50Millis", alone.median(), "p95Millis", alone.percentile95()));
        all.put(
                "calibration",
                Map.of("scanMegabytesPerSecond", calibration.scanMegabytes(), "syncsPerSecond", calibration.syncs()));
        return all;
    }

    private static Map<String, Object> json(Round round) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ordersPerSecond", round.ordersPerSecond());
        all.put("seconds", round.seconds());
        all.put("sendSeconds", round.sendSeconds());
        all.put("megabytesPerSecond", round.bytes() / round.seconds() / 1e6);
        all.put("waitMillis", round.waitMillis());
        all.put("stageSeconds", round.stageSeconds());
        all.put("processorSeconds", round.processorSeconds());
        all.put("runs", round.rates());
        all.put("difference", round.difference());
        return all;
    }
}
