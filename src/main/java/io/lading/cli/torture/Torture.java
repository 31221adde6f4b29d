package io.lading.cli.torture;

import io.lading.cli.bench.Manifest;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.RecordReader;
import io.lading.tracking.CrashPoints;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Strikes a hub down, blow after blow, while orders flow, lets it recover, and judges what came of it. */
public final class Torture {
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final int LAST_PASS = 2;
    private static final int LOOK_EVERY_MILLIS = 50;

    private final Path home;
    private final Path folder;
    private final Consumer<String> progress;

    /** @param folder for data and deliveries; the caller removes it */
    public Torture(Path home, Path folder, Consumer<String> progress) {
        this.home = home;
        this.folder = folder;
        this.progress = progress;
    }

    /** Every named point once, at a random pass. */
    public static List<Blow> atEveryPoint(long seed) {
        return atPoints(seed, CrashPoints.ALL);
    }

    /** Some named points once each, at a random pass. */
    public static List<Blow> atPoints(long seed, List<String> points) {
        Random random = new Random(seed);
        List<Blow> blows = new ArrayList<>();
        points.forEach(point -> blows.add(new Blow.AtPoint(point, 1 + random.nextInt(LAST_PASS))));
        return blows;
    }

    /** SIGKILL after random numbers of events. */
    public static List<Blow> atRandom(long seed, int rounds, int most) {
        Random random = new Random(seed);
        List<Blow> blows = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            blows.add(new Blow.AfterEvents(1 + random.nextInt(most)));
        }
        return blows;
    }

    /** Deals the blows while so many orders flow, in equal parts, then lets the hub come to rest. */
    public Judgement run(List<Blow> blows, int orders) throws IOException, InterruptedException, SQLException {
        BothStandards workload = BothStandards.of(orders);
        List<Sample> samples = workload.samples();
        Manifest manifest = workload.manifest();
        List<String> unreached = new ArrayList<>();
        OpenHubs hubs = new OpenHubs();
        try (Site site = Site.open(home, folder);
                Sender sender = new Sender(hubs, site.token(), site.meter())) {
            int sent = 0;
            for (int i = 0; i < blows.size(); i++) {
                int until = (int) ((long) samples.size() * (i + 1) / blows.size());
                CountDownLatch received = sender.send(samples.subList(sent, until));
                boolean reached = strike(site, hubs, blows.get(i), received);
                progress.accept(
                        (i + 1) + " of " + blows.size() + ": " + blows.get(i) + (reached ? "" : ", not reached"));
                if (!reached) {
                    unreached.add("The point " + blows.get(i) + " was not reached.");
                }
                sent = until;
            }
            Judgement judgement = recover(site, hubs, sender, samples, manifest);
            progress.accept("Sent again " + sender.resent() + " times, refused " + sender.refused()
                    + ", repeats at receivers " + judgement.repeats());
            return judgement.withFaults(unreached);
        }
    }

    /** Starts a hub and ends it by the blow; true if it ended as meant. */
    private static boolean strike(Site site, OpenHubs hubs, Blow blow, CountDownLatch received)
            throws IOException, InterruptedException {
        HubProcess.Settings settings = site.hub("data");
        if (blow instanceof Blow.AtPoint point) {
            settings = settings.with(CrashPoints.VARIABLE, point.toString());
        }
        try (HubProcess hub = HubProcess.launch(settings)) {
            if (!hub.awaitStartedOrEnded()) {
                return endedAtPoint(hub, blow);
            }
            hubs.open(hub.address());
            try {
                return end(site, hub, blow, received);
            } finally {
                hubs.closed(hub.address());
            }
        }
    }

    private static boolean endedAtPoint(HubProcess hub, Blow blow) {
        if (hub.exitCode() != CrashPoints.EXIT_CODE) {
            throw new IllegalStateException("The hub ended with code " + hub.exitCode() + " while it started, before "
                    + blow + ": " + hub.lastWords());
        }
        return true;
    }

    private static boolean end(Site site, HubProcess hub, Blow blow, CountDownLatch received)
            throws InterruptedException {
        if (blow instanceof Blow.AfterEvents after) {
            boolean enough = site.meter().await(site.meter().count() + after.events(), LONGEST_ROUND);
            hub.kill();
            return enough;
        }
        boolean ended = hub.awaitEnd(LONGEST_ROUND);
        if (!ended) {
            received.await(LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS);
            hub.kill();
        }
        return ended && hub.exitCode() == CrashPoints.EXIT_CODE;
    }

    /** A hub that nobody strikes finishes everything. */
    private static Judgement recover(Site site, OpenHubs hubs, Sender sender, List<Sample> samples, Manifest manifest)
            throws IOException, SQLException, InterruptedException {
        HubProcess.Settings settings = site.hub("data");
        try (HubProcess hub = HubProcess.start(settings)) {
            hubs.open(hub.address());
            sender.awaitAll(LONGEST_RECOVERY);
            int orders = (int) manifest.orders();
            site.orders().await(orders, LONGEST_RECOVERY);
            site.warehouse().awaitCount(orders, LONGEST_RECOVERY);
            try (RecordReader record = RecordReader.open(settings.data())) {
                awaitRest(hub, record);
                return Judgement.of(site, manifest, 1).explainedBy(new Trace(samples, sender, record), site);
            } finally {
                hubs.closed(hub.address());
            }
        }
    }

    /** Waits until no work is left; what a repeat would do wrong has then been done. */
    static void awaitRest(HubProcess hub, RecordReader record) throws SQLException {
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (record.workLeft() > 0 && System.nanoTime() < deadline) {
            if (hub.awaitEnd(Duration.ofMillis(LOOK_EVERY_MILLIS))) {
                throw new IllegalStateException("The hub ended by itself: " + hub.lastWords());
            }
        }
    }
}
