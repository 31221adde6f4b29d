package io.lading.cli.torture.mix;

import io.lading.cli.process.HubProcess;
import io.lading.cli.process.RecordReader;
import io.lading.cli.simulate.Entrances;
import io.lading.cli.simulate.Mailbox;
import io.lading.cli.simulate.Stage;
import io.lading.operations.SharedDatabase;
import io.lading.partner.Community;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lets orders flow by many doors, does something to hubs, database or receivers each round, and counts what came. */
public final class Mix {
    private static final Duration LONGEST_FLOW = Duration.ofSeconds(15);
    private static final Duration LONGEST_DEATH = Duration.ofMinutes(1);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(3);
    private static final int MOST_ARRIVALS = 10;
    private static final String ERP = "erp";

    private final Path home;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * What is done.
     *
     * @param ways by which orders come, by turns
     * @param faults each in turn, in an order left to chance; none is repeated before all were there
     * @param orders in all
     * @param hubs 1 with a database of its own, or 2 that share one and the exchange folder
     */
    public record Plan(List<Way> ways, List<Fault> faults, int rounds, int orders, int hubs) {}

    /** @param folder for data and deliveries; the caller removes it */
    public Mix(Path home, Path folder, Consumer<String> progress) {
        this.home = home;
        this.folder = folder.toAbsolutePath();
        this.progress = progress;
    }

    public Tally run(long seed, Plan plan) throws IOException, InterruptedException, SQLException {
        Random random = new Random(seed);
        return among(plan.ways(), plan.hubs(), scene -> strike(plan, random, scene));
    }

    /**
     * By each of these ways alone, a hub dies over what comes: before the commit, and after it while the source still has
     * what came.
     */
    public Tally dieAtDoors(List<Way> ways) throws IOException, InterruptedException, SQLException {
        return among(ways, 1, scene -> dieAtDoors(ways, scene));
    }

    /** All that takes part. */
    private record Scene(Hubs hubs, Buyers buyers, Receivers receivers) {}

    @FunctionalInterface
    private interface Play {
        Tally perform(Scene scene) throws IOException, InterruptedException, SQLException;
    }

    private Tally among(List<Way> ways, int count, Play play) throws IOException, InterruptedException, SQLException {
        List<Stage.Ports> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ports.add(new Stage.Ports(freePort(), freePort(), freePort()));
        }
        Receivers receivers = new Receivers();
        try (Stage stage = stage(ports.get(0))) {
            Community community = stage.community(folder);
            stage.furnish(community);
            try (Entrances entrances = new Entrances(stage, community, ports)) {
                open(entrances, receivers);
                if (count == 1) {
                    return perform(
                            play,
                            settings(stage, ports, Map.of()),
                            folder.resolve("data-1"),
                            entrances,
                            ways,
                            receivers);
                }
                Path server = folder.resolve("server");
                try (SharedDatabase database = SharedDatabase.start(server)) {
                    List<HubProcess.Settings> settings = settings(stage, ports, database.environment());
                    return perform(play, settings, server, entrances, ways, receivers);
                }
            }
        } finally {
            receivers.close();
        }
    }

    /** @param server the folder that has the database in it */
    private static Tally perform(
            Play play,
            List<HubProcess.Settings> settings,
            Path server,
            Entrances entrances,
            List<Way> ways,
            Receivers receivers)
            throws IOException, InterruptedException, SQLException {
        try (Hubs hubs = Hubs.start(settings, server);
                Buyers buyers = new Buyers(entrances, ways)) {
            return play.perform(new Scene(hubs, buyers, receivers));
        }
    }

    private Stage stage(Stage.Ports ports) throws IOException {
        List<String> names =
                new ArrayList<>(Stream.of(Way.values()).map(Way::partner).toList());
        names.add(ERP);
        Stage stage = Stage.set(
                folder.resolve("stage"), home.resolve("examples/torture/mix"), names, ports, Clock.systemUTC());
        stage.tell("TORTURE_FOLDER", folder.toString());
        Files.createDirectories(warehouse());
        return stage;
    }

    private Path warehouse() {
        return folder.resolve("exchange").resolve("warehouse");
    }

    private static void open(Entrances entrances, Receivers receivers) {
        entrances.serve("/" + ERP + "/orders", exchange -> receivers.serve(exchange, receivers.orders()));
        for (Way way : Way.values()) {
            entrances.serve(
                    "/" + way.partner() + "/acknowledgements",
                    exchange -> receivers.serve(exchange, receivers.acknowledgements()));
        }
    }

    private List<HubProcess.Settings> settings(Stage stage, List<Stage.Ports> ports, Map<String, String> database) {
        List<HubProcess.Settings> settings = new ArrayList<>();
        String masterKey = newKey();
        for (int i = 0; i < ports.size(); i++) {
            Map<String, String> variables = new LinkedHashMap<>(stage.variables());
            variables.putAll(database);
            variables.put("LADING_MAILBOXES_PORT", "" + ports.get(i).mailboxes());
            variables.put("LADING_BROKER_ACCEPTOR_PORT", "" + ports.get(i).queues());
            variables.put("LADING_FOLDERS_EXCHANGE", folder.resolve("exchange").toString());
            // Hubs that share a record share the key that seals its secrets.
            variables.put("LADING_SECURITY_MASTER_KEY", "env:TORTURE_MASTER_KEY");
            variables.put("TORTURE_MASTER_KEY", masterKey);
            variables.put("LADING_DELIVERY_RETRY_FIRST", "100ms");
            variables.put("LADING_DELIVERY_RETRY_MAX", "1s");
            variables.put("LADING_DELIVERY_RESPONSE_TIMEOUT", "5s");
            settings.add(HubProcess.Settings.of(home, folder.resolve("data-" + (i + 1)), stage.partners(), variables)
                    .shortLived()
                    .on(ports.get(i).web()));
        }
        return settings;
    }

    private Tally strike(Plan plan, Random random, Scene scene) throws IOException, InterruptedException, SQLException {
        List<BuyersOrder> brought = new ArrayList<>();
        Mailbox orders = scene.receivers().orders();
        Blows blows = new Blows(scene.hubs(), scene.receivers(), random);
        List<Fault> faults = faults(plan, random);
        for (int round = 0; round < plan.rounds(); round++) {
            bring(plan, scene.buyers(), brought, (int) ((long) plan.orders() * (round + 1) / plan.rounds()));
            orders.await(orders.effects().size() + 1 + random.nextInt(MOST_ARRIVALS), LONGEST_FLOW);
            blows.strike(faults.get(round));
            progress.accept((round + 1) + " of " + plan.rounds() + ": "
                    + faults.get(round).word() + "; brought " + brought.size() + ", at the ERP "
                    + orders.effects().size());
        }
        return recover(scene, brought, List.of());
    }

    private Tally dieAtDoors(List<Way> ways, Scene scene) throws IOException, InterruptedException, SQLException {
        List<BuyersOrder> brought = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        for (Way way : ways) {
            int number = 0;
            for (String point : way.points()) {
                BuyersOrder order = new BuyersOrder(way, ++number);
                brought.add(order);
                scene.hubs().kill(0);
                scene.buyers().bring(order);
                boolean died = scene.hubs().startAndDie(0, point, LONGEST_DEATH);
                progress.accept(way.word() + ": " + point + (died ? "" : ", not reached"));
                if (!died) {
                    unreached.add("The point " + point + " was not reached by " + way.word() + ".");
                }
            }
            scene.hubs().kill(0);
            scene.hubs().startAgain(0);
            scene.buyers().awaitAll(LONGEST_RECOVERY);
            scene.receivers().orders().await(brought.size(), LONGEST_RECOVERY);
        }
        return recover(scene, brought, unreached);
    }

    private static List<Fault> faults(Plan plan, Random random) {
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < plan.rounds()) {
            List<Fault> all = new ArrayList<>(plan.faults());
            Collections.shuffle(all, random);
            faults.addAll(all);
        }
        return faults;
    }

    private static void bring(Plan plan, Buyers buyers, List<BuyersOrder> brought, int until) {
        while (brought.size() < until) {
            int next = brought.size();
            int ways = plan.ways().size();
            BuyersOrder order = new BuyersOrder(plan.ways().get(next % ways), 1 + next / ways);
            brought.add(order);
            buyers.bring(order);
        }
    }

    /** Nobody strikes any more; all that was brought must come, and once. */
    private Tally recover(Scene scene, List<BuyersOrder> brought, List<String> unreached)
            throws IOException, InterruptedException, SQLException {
        Receivers receivers = scene.receivers();
        scene.buyers().awaitAll(LONGEST_RECOVERY);
        receivers.orders().await(brought.size(), LONGEST_RECOVERY);
        receivers.acknowledgements().await(brought.size(), LONGEST_RECOVERY);
        List<String> before = new ArrayList<>(unreached);
        before.addAll(scene.hubs().dead());
        try (RecordReader record = awaitRest(scene.hubs())) {
            scene.buyers()
                    .notTaken()
                    .forEach((order, said) -> before.add(order.name() + " was taken by no door: " + said));
            Tally tally =
                    Tally.of(brought, Tally.Came.at(receivers, warehouse())).after(before);
            progress.accept(
                    "Brought again " + scene.buyers().repeated() + " times, repeats at receivers " + tally.repeats());
            return tally.faults().isEmpty() ? tally : tally.explainedBy(known(record, brought, tally));
        }
    }

    /** Waits until no work is left; what a repeat would do wrong has then been done. */
    private static RecordReader awaitRest(Hubs hubs) throws IOException, InterruptedException, SQLException {
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        RecordReader record = hubs.record();
        while (record.workLeft() > 0 && System.nanoTime() < deadline) {
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
        return record;
    }

    private List<String> known(RecordReader record, List<BuyersOrder> brought, Tally tally) throws SQLException {
        List<String> known = new ArrayList<>();
        for (BuyersOrder order : brought) {
            if (tally.faults().stream().noneMatch(fault -> (fault + " ").contains(order.name() + " "))) {
                continue;
            }
            List<String> fate = record.fate(order.way().id(), order.number());
            known.add(order.name() + (fate.isEmpty() ? " is not in the record." : " in the record: " + fate));
        }
        record.states().forEach(state -> known.add("In the record: " + state));
        return known;
    }

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
