package io.lading.cli.bench.as2;

import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.WorkloadOptions;
import io.lading.cli.bench.as2.ExchangeResult.Round;
import io.lading.cli.process.HubClient;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.RecordReader;
import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Starts a sender and a receiver, each with a data folder of its own, and has the one send to the other. */
final class Exchange {
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);
    private static final long LOOK_EVERY_NANOS = 20_000_000;
    private static final int ORDERS_A_POST = 100;
    /**
     * Of the hubs' processor time; a hub that has run for some hours compiles nothing. Java compiles for good what runs once a
     * message only after 5,000 to 15,000 of them.
     */
    private static final double WARM = 0.04;

    private final Options options;
    private final Clock clock;
    private final Consumer<String> progress;
    private long nextNumber = 1;

    /**
     * What to run.
     *
     * @param home where the hubs' routes and mappings are
     * @param folder a new folder for both hubs
     * @param count messages a run
     * @param bytes of the order in each message, about
     * @param warmUp most runs that do not count; they end earlier once Java has little left to compile
     * @param heap of each hub, as Java's flag has it
     * @param profile record where the hubs spend their time
     */
    record Options(Path home, Path folder, int count, long bytes, int warmUp, int runs, String heap, boolean profile) {
        Path recording(String hub) {
            return folder.resolve(hub + ".jfr");
        }
    }

    Exchange(Options options, Clock clock, Consumer<String> progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    private record Hubs(
            HubProcess sender, HubProcess receiver, RecordReader sent, RecordReader received, String token) {

        /** Compiling apart from what it is part of. */
        Map<String, Double> used() {
            HubProcess.Used sending = sender.used();
            HubProcess.Used receiving = receiver.used();
            Map<String, Double> used = new LinkedHashMap<>();
            used.put("sender", sending.hub() - sending.compiling());
            used.put("sender's database", sending.database());
            used.put("receiver", receiving.hub() - receiving.compiling());
            used.put("receiver's database", receiving.database());
            used.put(Round.COMPILING, sending.compiling() + receiving.compiling());
            return used;
        }
    }

    ExchangeResult run() throws IOException, SQLException {
        String token = BearerToken.generate(new SecureRandom()).reveal();
        ExchangeFiles files = new ExchangeFiles(options.folder(), clock.instant());
        int port = freePort();
        Path store = options.folder().resolve("store");
        progress.accept("Starting two hubs in " + options.folder());
        try (HubProcess receiver = HubProcess.start(
                        settings("receiver", files.writeReceiver(store)).on(port));
                HubProcess sender = HubProcess.start(settings(
                        "sender",
                        files.writeSender(TokenHash.of(token).toString(), "http://localhost:" + port + "/as2")));
                RecordReader sent = RecordReader.open(data("sender"));
                RecordReader received = RecordReader.open(data("receiver"))) {
            Map<String, String> durable = sent.assertDurable();
            received.assertDurable();
            Hubs hubs = new Hubs(sender, receiver, sent, received, token);
            int lines = lines();
            int bytes = orders(1, lines).length;
            progress.accept("Orders of " + bytes + " bytes; warming up");
            warmUp(hubs, lines);
            List<Round> rounds = new ArrayList<>();
            for (int run = 1; run <= options.runs(); run++) {
                RsaRate before = RsaRate.measure();
                Round round = round(hubs, lines).beside(before, RsaRate.measure());
                progress.accept("  run " + run + ": " + round.words());
                rounds.add(round);
            }
            rounds.sort(Comparator.comparingDouble(Round::messagesPerSecond));
            return new ExchangeResult(options.count(), bytes, durable, rounds);
        }
    }

    private void warmUp(Hubs hubs, int lines) throws IOException, SQLException {
        for (int run = 1; run <= options.warmUp(); run++) {
            Round round = round(hubs, lines);
            progress.accept("  warm-up " + run + ": " + round.warmUpWords());
            if (round.compilingShare() > 0 && round.compilingShare() < WARM) {
                return;
            }
        }
    }

    private HubProcess.Settings settings(String name, Path partners) {
        HubProcess.Settings settings = HubProcess.Settings.of(options.home(), data(name), partners, Map.of())
                .flagged("-Xmx" + options.heap());
        return options.profile()
                ? settings.flagged(
                        "-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + options.recording(name))
                : settings;
    }

    private Path data(String name) {
        return options.folder().resolve(name).resolve("data");
    }

    /** How many lines an order needs to have about the bytes asked for. */
    private int lines() {
        int few = 10;
        int many = 110;
        int more = (orders(1, many).length - orders(1, few).length) / (many - few);
        return (int) Math.max(1L, few + (options.bytes() - orders(1, few).length) / more);
    }

    private byte[] orders(int count, int lines) {
        WorkloadOptions workload =
                WorkloadOptions.interchange(count, nextNumber).written(WorkloadOptions.Syntax.X12, lines);
        return new OrderWorkload(workload).samples().get(0).bytes();
    }

    private void post(Hubs hubs, int lines) throws IOException {
        HubClient client = new HubClient(hubs.sender().address(), hubs.token());
        for (int left = options.count(); left > 0; left -= ORDERS_A_POST) {
            int count = Math.min(left, ORDERS_A_POST);
            HubClient.Answer answer =
                    client.post("/api/v1/interchanges", "application/edi-x12", orders(count, lines), Map.of());
            if (answer.status() != 202) {
                throw new IllegalStateException("The sender did not take the orders: " + answer.text());
            }
            nextNumber += count;
        }
    }

    private Round round(Hubs hubs, int lines) throws IOException, SQLException {
        long mark = hubs.sent().mark();
        long receivedMark = hubs.received().mark();
        Map<String, Double> before = hubs.used();
        long began = System.nanoTime();
        post(hubs, lines);
        boolean all = await(hubs.sent(), began) && await(hubs.received(), began);
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Double> used = hubs.used();
        before.forEach((process, earlier) -> used.merge(process, -earlier, Double::sum));
        RecordReader.Deliveries deliveries = hubs.sent().deliveries("as2", mark);
        return new Round(
                deliveries.delivered(),
                deliveries.seconds(),
                deliveries.attempts(),
                hubs.sent().receipts(mark),
                hubs.received().deliveries("folder", receivedMark).delivered(),
                seconds,
                used,
                0,
                0,
                all ? "" : "Time was up before both hubs had come to rest. ");
    }

    private static boolean await(RecordReader record, long began) throws SQLException {
        while (record.workLeft() > 0) {
            if (System.nanoTime() - began > LONGEST_ROUND.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
