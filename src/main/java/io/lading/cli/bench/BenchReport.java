package io.lading.cli.bench;

import io.lading.cli.bench.BenchResult.Round;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Tells people what was measured. */
final class BenchReport {
    private final PrintWriter out;

    BenchReport(PrintWriter out) {
        this.out = out;
    }

    void print(BenchResult result) {
        out.println();
        line("%,d orders of ten lines, everything durable: %s", result.orders(), settings(result.durable()));
        print(result.files());
        print(result.interchange());
        line("");
        line(
                "one order alone      %6.1f ms in the middle, %.1f ms for 95 of 100 (%d orders, HTTP in to file there)",
                result.alone().median(),
                result.alone().percentile95(),
                result.alone().orders());
        line("");
        line(
                "this machine         %d processors, delimiter scan %,.0f MB/s, 4 KB writes synced %,.0f a second",
                Runtime.getRuntime().availableProcessors(),
                result.calibration().scanMegabytes(),
                result.calibration().syncs());
        line("hub started in       %6.1f s", result.hubStartSeconds());
        line(
                result.complete()
                        ? "complete             every order came out once, with the quantities and amounts that went in"
                        : "NOT COMPLETE         " + result.files().difference()
                                + result.interchange().difference());
        out.flush();
    }

    private void print(Round round) {
        line("");
        line("%-20s %,6.0f orders/s   (%s)", label(round), round.ordersPerSecond(), round.name());
        line(
                "                     %6.2f s in all, sent in %.2f s, a set waited %.0f ms for a worker, %.2f MB/s, runs: %s",
                round.seconds(),
                round.sendSeconds(),
                round.waitMillis(),
                round.bytes() / round.seconds() / 1e6,
                rates(round));
        line(
                "                     processors: %s",
                String.join(
                        ", ",
                        round.processorSeconds().entrySet().stream()
                                .map(used -> String.format(Locale.ROOT, "%s %.2f s", used.getKey(), used.getValue()))
                                .toList()));
        double total = round.stageSeconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        round.stageSeconds()
                .forEach((stage, seconds) -> line(
                        "  %-18s %6.2f s of workers, %3.0f %%", stage, seconds, 100 * seconds / Math.max(total, 1e-9)));
    }

    private static String label(Round round) {
        return round.name().startsWith("one") ? "one interchange" : "files";
    }

    private static String rates(Round round) {
        return String.join(
                ", ",
                round.rates().stream()
                        .map(rate -> Long.toString(Math.round(rate)))
                        .toList());
    }

    private static String settings(Map<String, String> durable) {
        return String.join(
                ", ",
                durable.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
