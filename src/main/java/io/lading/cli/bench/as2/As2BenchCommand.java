package io.lading.cli.bench.as2;

import io.lading.cli.ExitCode;
import io.lading.cli.Home;
import io.lading.cli.WrongUseException;
import io.lading.cli.bench.Profile;
import io.lading.cli.process.Scratch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures AS2 from hub to hub. */
@Command(
        name = "as2",
        description = {
            "Measures two hubs of its own, each with a data folder of its own, on this machine: the one takes orders",
            "over HTTP and sends each to the other over AS2, signed, encrypted, with a signed receipt, everything",
            "durable; the other writes each into a folder. Beside it how many RSA operations this machine does,",
            "of which a message takes three."
        })
public final class As2BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--count", defaultValue = "1000", description = "Messages a run. Default: ${DEFAULT-VALUE}.")
    private int count = 1000;

    @Option(
            names = "--bytes",
            defaultValue = "10000",
            description = "Of the order in each message, about. Default: ${DEFAULT-VALUE}.")
    private long bytes = 10_000;

    @Option(names = "--runs", defaultValue = "3", description = "Runs; the median counts. Default: ${DEFAULT-VALUE}.")
    private int runs = 3;

    @Option(
            names = "--warm-up",
            defaultValue = "40",
            description = "Most runs that do not count, before the others; they end once Java spends little of the time"
                    + " on compiling. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 40;

    @Option(names = "--heap", defaultValue = "768m", description = "Of each hub. Default: ${DEFAULT-VALUE}.")
    private String heap = "768m";

    @Option(names = "--profile", description = "Samples the hubs while they work and says where their time goes.")
    private boolean profile;

    @Option(names = "--keep", description = "Keeps the hubs' data, and says where.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON object instead of words.")
    private boolean json;

    @Override
    public Integer call() throws IOException, SQLException {
        if (count < 1 || runs < 1 || bytes < 1) {
            throw new WrongUseException("--count, --runs and --bytes must be 1 or more.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        Path folder = Scratch.fresh(Home.folder().resolve("data").resolve("bench-as2"));
        try {
            Exchange.Options options =
                    new Exchange.Options(Home.folder(), folder, count, bytes, warmUp, runs, heap, profile);
            ExchangeResult result = new Exchange(options, Clock.systemUTC(), line -> {
                        progress.println(line);
                        progress.flush();
                    })
                    .run();
            if (json) {
                out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result.json()));
            } else {
                print(out, result);
            }
            if (profile) {
                for (String hub : List.of("sender", "receiver")) {
                    progress.println();
                    progress.println(hub);
                    Profile.read(options.recording(hub)).print(progress);
                }
            }
            return result.trouble().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
        } finally {
            if (keep) {
                progress.println("Kept in " + folder);
            } else {
                Scratch.remove(folder);
            }
        }
    }

    private static void print(PrintWriter out, ExchangeResult result) {
        ExchangeResult.Round median = result.median();
        line(out, "");
        line(
                out,
                "%,d messages of %,d bytes, signed (sha256), encrypted (aes256), signed receipt, all durable: %s",
                result.count(),
                result.bytes(),
                result.durable());
        line(out, "in the middle  %s", median.words());
        line(
                out,
                "               %d attempts for %d messages; until both hubs had come to rest %.1f s",
                median.attempts(),
                median.delivered(),
                median.allSeconds());
        median.processorSeconds()
                .forEach((process, seconds) ->
                        line(out, "               %-20s %5.2f s of processors", process, seconds));
        line(
                out,
                result.trouble().isEmpty()
                        ? "complete       every message has its receipt, and every order came out once"
                        : "NOT COMPLETE   " + result.trouble());
        out.flush();
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
