package io.lading.cli.torture;

import io.lading.cli.bench.Manifest;
import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.RecordReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Two hubs that share one external database: one is killed again and again, and the other takes its work over. */
public final class HubPair {
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final int MOST_EVENTS = 120;

    private final Path home;
    private final Path folder;
    private final Database database;
    private final Consumer<String> progress;

    /** The server they share. */
    public record Database(String url, String user, String password) {}

    /** @param folder for data and deliveries; the caller removes it */
    public HubPair(Path home, Path folder, Database database, Consumer<String> progress) {
        this.home = home;
        this.folder = folder;
        this.database = database;
        this.progress = progress;
    }

    /** Kills one hub so many times while orders flow; the last time it stays dead. */
    public Judgement run(long seed, int kills, int orders) throws IOException, InterruptedException, SQLException {
        Random random = new Random(seed);
        BothStandards workload = BothStandards.of(orders);
        List<Sample> samples = workload.samples();
        Manifest manifest = workload.manifest();
        OpenHubs hubs = new OpenHubs();
        try (Site site = Site.open(home, folder);
                HubProcess survivor = HubProcess.start(settings(site, "survivor"));
                Sender sender = new Sender(hubs, site.token(), site.meter())) {
            hubs.open(survivor.address());
            for (int i = 0; i < kills; i++) {
                int events = 1 + random.nextInt(MOST_EVENTS);
                try (HubProcess victim = HubProcess.start(settings(site, "victim"))) {
                    URI address = victim.address();
                    hubs.open(address);
                    sender.send(samples.subList(samples.size() * i / kills, samples.size() * (i + 1) / kills));
                    site.meter().await(site.meter().count() + events, LONGEST_ROUND);
                    victim.kill();
                    hubs.closed(address);
                    progress.accept((i + 1) + " of " + kills + ": SIGKILL after " + events + " events");
                }
            }
            sender.awaitAll(LONGEST_RECOVERY);
            site.orders().await(orders, LONGEST_RECOVERY);
            site.warehouse().awaitCount(orders, LONGEST_RECOVERY);
            try (RecordReader record = RecordReader.open(database.url(), database.user(), database.password())) {
                Torture.awaitRest(survivor, record);
                return Judgement.of(site, manifest, 1).explainedBy(new Trace(samples, sender, record), site);
            }
        }
    }

    private HubProcess.Settings settings(Site site, String name) {
        return site.hub(name)
                .with("LADING_DATABASE_URL", database.url())
                .with("LADING_DATABASE_USER", database.user())
                .with("LADING_DATABASE_PASSWORD", "env:TORTURE_DATABASE_PASSWORD")
                .with("TORTURE_DATABASE_PASSWORD", database.password());
    }
}
