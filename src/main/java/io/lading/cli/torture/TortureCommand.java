package io.lading.cli.torture;

import io.lading.cli.ExitCode;
import io.lading.cli.Home;
import io.lading.cli.WrongUseException;
import io.lading.cli.process.Scratch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
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

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "20", description = "How many kills. Default: ${DEFAULT-VALUE}.")
    private int rounds = 20;

    @Option(names = "--orders", defaultValue = "500", description = "Orders in all. Default: ${DEFAULT-VALUE}.")
    private int orders = 500;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats an earlier run's choices. Default: a new one.")
    private @Nullable Long seed;

    @Option(names = "--points", description = "Ends the hub at each named crash point instead of at random moments.")
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
        if (rounds < 1 || orders < rounds) {
            throw new WrongUseException("--rounds must be 1 or more, and --orders not less.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
        progress.println("Seed " + chosen);
        Path folder = Scratch.fresh(Home.folder().resolve("data").resolve("torture"));
        boolean sound = false;
        try {
            List<Blow> blows = points ? Torture.atEveryPoint(chosen) : Torture.atRandom(chosen, rounds, MOST_EVENTS);
            Judgement judgement = new Torture(Home.folder(), folder, line -> {
                        progress.println(line);
                        progress.flush();
                    })
                    .run(blows, orders);
            report(out, chosen, blows.size(), judgement);
            sound = judgement.faults().isEmpty();
            return sound ? ExitCode.FINE : ExitCode.FINDINGS;
        } finally {
            if (keep || !sound) {
                progress.println("Kept in " + folder);
            } else {
                Scratch.remove(folder);
            }
        }
    }

    private void report(PrintWriter out, long chosen, int blows, Judgement judgement) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("seed", chosen);
            all.put("kills", blows);
            all.put("orders", orders);
            all.put("repeats", judgement.repeats());
            all.put("acknowledgements", judgement.acknowledgements());
            all.put("faults", judgement.faults());
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all));
            return;
        }
        judgement.faults().forEach(out::println);
        if (judgement.faults().isEmpty()) {
            out.println("Each of " + orders + " orders took effect once after " + blows
                    + " kills, and every group was acknowledged; " + judgement.repeats()
                    + " repeats on the wire took no effect.");
        }
    }
}
