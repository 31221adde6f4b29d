package io.lading.cli.bench;

import io.lading.cli.ExitCode;
import io.lading.cli.Home;
import io.lading.cli.WrongUseException;
import io.lading.cli.bench.as2.As2BenchCommand;
import io.lading.cli.bench.engine.EngineCommand;
import io.lading.cli.process.Scratch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures this machine's hub, end to end. */
@Command(
        name = "bench",
        description = {
            "Measures a hub of its own, end to end and durable: many small files over HTTP, then one interchange",
            "with all the orders, delivered to a folder; beside it what this machine can do at best.",
            "`bench engine` measures reading, validating, translating and answering alone, without a hub.",
            "`bench as2` measures two hubs that exchange messages over AS2."
        },
        subcommands = {EngineCommand.class, As2BenchCommand.class})
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--count", defaultValue = "1000", description = "Orders a run. Default: ${DEFAULT-VALUE}.")
    private int count = 1000;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Runs of each workload; the median counts. Default: ${DEFAULT-VALUE}.")
    private int runs = 3;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "Runs of each workload that do not count, before the others. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 2;

    @Option(
            names = "--connections",
            defaultValue = "8",
            description = "HTTP connections that send files. Default: ${DEFAULT-VALUE}.")
    private int connections = 8;

    @Option(
            names = "--alone",
            defaultValue = "100",
            description = "Orders sent one after another. Default: ${DEFAULT-VALUE}.")
    private int alone = 100;

    @Option(names = "--profile", description = "Samples the hub while it works and says where its time goes.")
    private boolean profile;

    @Option(names = "--keep", description = "Keeps the hub's data and what it delivered, and says where.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON object instead of words.")
    private boolean json;

    @Override
    public Integer call() throws IOException, SQLException {
        if (count < 1 || runs < 1 || connections < 1 || alone < 1) {
            throw new WrongUseException("--count, --runs, --connections and --alone must be 1 or more.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        Path folder = Scratch.fresh(Home.folder().resolve("data").resolve("bench"));
        try {
            Bench.Options options =
                    new Bench.Options(Home.folder(), folder, count, warmUp, runs, connections, alone, profile);
            BenchResult result = new Bench(options, line -> {
                        progress.println(line);
                        progress.flush();
                    })
                    .run();
            if (json) {
                out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result.json()));
            } else {
                new BenchReport(out).print(result);
            }
            if (profile) {
                Profile.read(options.recording()).print(progress);
            }
            return result.complete() ? ExitCode.FINE : ExitCode.FINDINGS;
        } finally {
            if (keep) {
                progress.println("Kept in " + folder);
            } else {
                Scratch.remove(folder);
            }
        }
    }
}
