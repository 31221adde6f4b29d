package io.lading.cli.bench;

import io.lading.cli.bench.BenchResult.Latency;
import io.lading.cli.bench.BenchResult.Round;
import io.lading.cli.process.FolderWatch;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.PostingConnection;
import io.lading.cli.process.RecordReader;
import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the workloads against a hub in a process of its own. */
final class Bench {
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);
    private static final int WARM_UP_ALONE = 30;

    private final Options options;
    private final Consumer<String> progress;
    private long nextNumber = 1;

    /**
     * What to run.
     *
     * @param home where the hub's routes and mappings, and {@code examples/bench}, are
     * @param folder a new folder for data and deliveries
     * @param warmUp runs of each workload that do not count
     * @param alone how many orders are sent one after another
     * @param profile record where the hub spends its time
     */
    record Options(
            Path home, Path folder, int count, int warmUp, int runs, int connections, int alone, boolean profile) {
        Path recording() {
            return folder.resolve("hub.jfr");
        }
    }

    Bench(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** The open folders and processes of a bench. */
    private record Site(
            HubProcess hub, LoadProcess load, RecordReader record, FolderWatch orders, FolderWatch answers) {}

    BenchResult run() throws IOException, SQLException {
        String token = BearerToken.generate(new SecureRandom()).reveal();
        Path out = options.folder().resolve("out");
        progress.accept("Starting a hub on " + options.folder());
        long began = System.nanoTime();
        try (HubProcess hub = HubProcess.start(settings(token, out))) {
            double started = secondsSince(began);
            try (LoadProcess load = LoadProcess.start(hub.address(), token);
                    RecordReader record = RecordReader.open(options.folder().resolve("data"));
                    FolderWatch orders = new FolderWatch(out.resolve("orders"));
                    FolderWatch answers = new FolderWatch(out.resolve("acknowledgements"))) {
                Site site = new Site(hub, load, record, orders, answers);
                Map<String, String> durable = record.assertDurable();
                progress.accept("Warming up");
                for (int run = 0; run < options.warmUp(); run++) {
                    round(site, true, options.count());
                    round(site, false, options.count());
                }
                Round files = median(site, true);
                Round interchange = median(site, false);
                progress.accept("Sending " + options.alone() + " orders one after another");
                Latency alone = alone(site, token);
                Calibration calibration = Calibration.measure(options.folder());
                return new BenchResult(options.count(), durable, calibration, files, interchange, alone, started);
            }
        }
    }

    private HubProcess.Settings settings(String token, Path out) {
        HubProcess.Settings settings = HubProcess.Settings.of(
                options.home(),
                options.folder().resolve("data"),
                options.home().resolve("examples/bench/partners"),
                Map.of(
                        "BENCH_TOKEN_HASH",
                        TokenHash.of(token).toString(),
                        "BENCH_ORDERS",
                        out.resolve("orders").toAbsolutePath().toString(),
                        "BENCH_ACKNOWLEDGEMENTS",
                        out.resolve("acknowledgements").toAbsolutePath().toString(),
                        "LADING_FOLDERS_EXCHANGE",
                        out.resolve("orders").toAbsolutePath() + ","
                                + out.resolve("acknowledgements").toAbsolutePath()));
        return options.profile()
                ? settings.flagged(
                        "-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + options.recording())
                : settings;
    }

    private Round median(Site site, boolean files) throws IOException, SQLException {
        List<Round> rounds = new ArrayList<>();
        for (int run = 1; run <= options.runs(); run++) {
            Round round = round(site, files, options.count());
            progress.accept("  run " + run + ": " + Math.round(round.ordersPerSecond()) + " orders/s, " + round.name());
            rounds.add(round);
        }
        String differences =
                String.join("", rounds.stream().map(Round::difference).toList());
        List<Double> rates = rounds.stream().map(Round::ordersPerSecond).toList();
        rounds.sort(Comparator.comparingDouble(Round::ordersPerSecond));
        Round middle = rounds.get(rounds.size() / 2);
        return new Round(
                middle.name(),
                middle.ordersPerSecond(),
                middle.seconds(),
                middle.sendSeconds(),
                middle.waitMillis(),
                middle.bytes(),
                middle.stageSeconds(),
                middle.processorSeconds(),
                rates,
                differences);
    }

    private Round round(Site site, boolean files, int count) throws IOException, SQLException {
        long start = nextNumber;
        nextNumber += count;
        WorkloadOptions workload =
                files ? WorkloadOptions.files(count, start) : WorkloadOptions.interchange(count, start);
        Manifest manifest = new OrderWorkload(workload).manifest();
        Set<String> before = new HashSet<>(site.orders().names());
        int answersBefore = site.answers().names().size();
        int answersDue = files ? count : 1;
        site.load().prepare(files, start, count);
        long mark = site.record().mark();
        Map<String, Double> usedBefore = used(site);

        long began = System.nanoTime();
        LoadProcess.Sent sent = site.load().send(files ? options.connections() : 1);
        boolean all = site.orders().awaitCount(before.size() + count, LONGEST_ROUND)
                && site.answers().awaitCount(answersBefore + answersDue, LONGEST_ROUND);
        long ended = Math.max(site.orders().lastChange(), site.answers().lastChange());

        Map<String, Double> used = used(site);
        usedBefore.forEach((process, earlier) -> used.merge(process, -earlier, Double::sum));
        double seconds = (ended - began) / 1e9;
        String difference = all ? "" : "Time was up before everything was delivered. ";
        return new Round(
                files ? "files over HTTP, one order each" : "one interchange",
                count / seconds,
                seconds,
                sent.seconds(),
                site.record().waitMillis(mark),
                manifest.bytes(),
                site.record().stageSeconds(mark),
                used,
                List.of(),
                difference + refused(sent) + delivered(site, before).difference(manifest));
    }

    private static Map<String, Double> used(Site site) {
        HubProcess.Used hub = site.hub().used();
        Map<String, Double> used = new LinkedHashMap<>();
        used.put("hub", hub.hub());
        used.put("database", hub.database());
        used.put("load client", site.load().used());
        return used;
    }

    private static String refused(LoadProcess.Sent sent) {
        return sent.refused() == 0 ? "" : sent.refused() + " posts were not answered with 202. ";
    }

    private static Delivered delivered(Site site, Set<String> before) throws IOException {
        Delivered delivered = new Delivered();
        for (String name : site.orders().names()) {
            if (!before.contains(name)) {
                delivered.add(site.orders().read(name));
            }
        }
        return delivered;
    }

    private Latency alone(Site site, String token) throws IOException {
        int count = options.alone() + WARM_UP_ALONE;
        List<OrderWorkload.Sample> samples = new OrderWorkload(WorkloadOptions.files(count, nextNumber)).samples();
        nextNumber += count;
        double[] millis = new double[count];
        try (PostingConnection connection = new PostingConnection(site.hub().address(), token, "application/edi-x12")) {
            for (int i = 0; i < count; i++) {
                int there = site.orders().names().size();
                long began = System.nanoTime();
                connection.post(samples.get(i).bytes(), "");
                boolean came = site.orders().awaitCount(there + 1, LONGEST_ROUND);
                millis[i] = came ? (site.orders().lastChange() - began) / 1e6 : Double.MAX_VALUE;
            }
        }
        double[] measured = Arrays.copyOfRange(millis, WARM_UP_ALONE, count);
        Arrays.sort(measured);
        return new Latency(measured.length, at(measured, 0.5), at(measured, 0.95));
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
