package io.lading.cli.torture;

import io.lading.cli.ExitCode;
import io.lading.cli.Home;
import io.lading.cli.WrongUseException;
import io.lading.cli.process.Scratch;
import io.lading.cli.torture.mix.Fault;
import io.lading.cli.torture.mix.Mix;
import io.lading.cli.torture.mix.Tally;
import io.lading.cli.torture.mix.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Kills a hub again and again, and checks that nothing was lost or took effect twice. */
@Command(
        name = "torture",
        description = {
            "Kills a hub of its own again and again while orders flow, and checks that each order took effect exactly",
            "once at a receiver that honours its key, and that every group was acknowledged."
        })
public final class TortureCommand implements Callable<Integer> {
    private static final int MOST_EVENTS = 60;
    private static final int USUAL_ORDERS = 500;
    private static final int ORDERS_A_ROUND = 14;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            defaultValue = "20",
            description = "How many kills, or faults of a mix. Default: ${DEFAULT-VALUE}.")
    private int rounds = 20;

    @Option(names = "--orders", description = "Orders in all. Default: 500; with --mix 14 a round.")
    private @Nullable Integer wanted;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats an earlier run's choices. Default: a new one.")
    private @Nullable Long seed;

    @Option(
            names = "--mix",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Orders by every door, and faults of every kind: all, or names of doors (http, folder, mailbox, sftp, mail,",
                "queue, as2) and of faults (kill, backend, postmaster, both, restart, freeze, disk, hang, close-before,",
                "close-after, drip), separated by commas; without doors, or without faults, all of them."
            })
    private List<String> mix = List.of();

    @Option(
            names = "--hubs",
            defaultValue = "1",
            description =
                    "With --mix: 1, or 2 that share a database and the exchange folder. Default: ${DEFAULT-VALUE}.")
    private int hubs = 1;

    @Option(
            names = "--points",
            description = {
                "Ends the hub at each named crash point instead of at random moments; with --mix at the points of each of",
                "its doors, with one order each, whatever --rounds and --orders say."
            })
    private boolean points;

    @Option(
            names = "--keep",
            description =
                    "Keeps the hub's data and what it delivered, and says where; after a fault they are always kept.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON object instead of words.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        int orders = wanted != null ? wanted : mix.isEmpty() ? USUAL_ORDERS : ORDERS_A_ROUND * rounds;
        if (rounds < 1 || orders < rounds) {
            throw new WrongUseException("--rounds must be 1 or more, and --orders not less.");
        }
        Mix.Plan plan = plan(orders);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
        progress.println("Seed " + chosen);
        Path folder = Scratch.fresh(Home.folder().resolve("data").resolve("torture"));
        Consumer<String> story = line -> {
            progress.println(line);
            progress.flush();
        };
        boolean sound = false;
        try {
            Outcome outcome = mix.isEmpty() ? kill(chosen, orders, folder, story) : mix(chosen, plan, folder, story);
            report(out, chosen, outcome);
            sound = outcome.faults().isEmpty();
            return sound ? ExitCode.FINE : ExitCode.FINDINGS;
        } finally {
            if (keep || !sound) {
                progress.println("Kept in " + folder);
            } else {
                Scratch.remove(folder);
            }
        }
    }

    /** What is told at the end, whatever was done. */
    private record Outcome(
            int blows, int orders, int repeats, @Nullable Integer acknowledgements, List<String> faults) {}

    private Outcome kill(long chosen, int orders, Path folder, Consumer<String> story)
            throws IOException, InterruptedException, SQLException {
        List<Blow> blows = points ? Torture.atEveryPoint(chosen) : Torture.atRandom(chosen, rounds, MOST_EVENTS);
        Judgement judgement = new Torture(Home.folder(), folder, story).run(blows, orders);
        return new Outcome(blows.size(), orders, judgement.repeats(), judgement.acknowledgements(), judgement.faults());
    }

    private Outcome mix(long chosen, Mix.Plan plan, Path folder, Consumer<String> story)
            throws IOException, InterruptedException, SQLException {
        Mix whole = new Mix(Home.folder(), folder, story);
        Tally tally = points ? whole.dieAtDoors(plan.ways()) : whole.run(chosen, plan);
        int blows = points ? tally.orders() : plan.rounds(); // one order for each point
        return new Outcome(blows, tally.orders(), tally.repeats(), null, tally.faults());
    }

    private Mix.Plan plan(int orders) {
        if (hubs < 1 || hubs > 2 || (hubs == 2 && mix.isEmpty())) {
            throw new WrongUseException("--hubs is 1 or 2, and 2 only with --mix.");
        }
        List<Way> ways = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String name : mix) {
            boolean known = name.equals("all");
            for (Way way : Way.values()) {
                known |= way.word().equals(name) && ways.add(way);
            }
            for (Fault fault : Fault.values()) {
                known |= fault.word().equals(name) && faults.add(fault);
            }
            if (!known) {
                throw new WrongUseException("--mix does not know " + name + ". It knows all, "
                        + Stream.concat(
                                        Stream.of(Way.values()).map(Way::word),
                                        Stream.of(Fault.values()).map(Fault::word))
                                .collect(Collectors.joining(", "))
                        + ".");
            }
        }
        return new Mix.Plan(
                ways.isEmpty() ? List.of(Way.values()) : ways,
                faults.isEmpty() ? List.of(Fault.values()) : faults,
                rounds,
                orders,
                hubs);
    }

    private void report(PrintWriter out, long chosen, Outcome outcome) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("seed", chosen);
            all.put(mix.isEmpty() ? "kills" : "faultsDealt", outcome.blows());
            all.put("orders", outcome.orders());
            all.put("repeats", outcome.repeats());
            if (outcome.acknowledgements() != null) {
                all.put("acknowledgements", outcome.acknowledgements());
            }
            all.put("faults", outcome.faults());
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all));
            return;
        }
        outcome.faults().forEach(out::println);
        if (outcome.faults().isEmpty()) {
            out.println("Each of " + outcome.orders() + " orders took effect once after " + outcome.blows()
                    + (mix.isEmpty() ? " kills" : " faults") + ", and every group was acknowledged; "
                    + outcome.repeats() + " repeats on the wire took no effect.");
        }
    }
}
