package io.lading.cli.bench.engine;

import io.lading.cli.ExitCode;
import io.lading.cli.WrongUseException;
import io.lading.interchange.Standard;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the engine alone. */
@Command(
        name = "engine",
        description = {
            "Measures reading, validating, translating and answering on one thread, without a hub, beside a bare scan",
            "of the same bytes and beside StAEDI and Smooks on StAEDI in the same process."
        })
public final class EngineCommand implements Callable<Integer> {
    private static final int[] LINES = {10, 1_000};
    private static final int SAMPLES = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            defaultValue = "2",
            description =
                    "Of measuring for each row, after twice as many of warm-up, or more while it gets faster. Default: ${DEFAULT-VALUE}.")
    private int seconds = 2;

    @Option(names = "--no-peers", description = "Leaves the peers out.")
    private boolean withoutPeers;

    @Option(names = "--no-giant", description = "Leaves out the interchanges of 1 GB.")
    private boolean withoutGiant;

    @Option(
            names = "--giant",
            description = "Only an interchange of 1 GB, read, validated and answered by a Java with 256 MB.")
    private boolean giantOnly;

    @Option(
            names = "--megabytes",
            defaultValue = "1000",
            description = "The size of the giant. Default: ${DEFAULT-VALUE}.")
    private int megabytes = 1000;

    @Option(names = "--json", description = "One object on a line for each row.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || megabytes < 1) {
            throw new WrongUseException("--seconds and --megabytes must be 1 or more.");
        }
        PrintWriter out = spec.commandLine().getOut();
        RowPrinter printer = new RowPrinter(out, spec.commandLine().getErr(), json);
        if (!giantOnly) {
            measure(printer);
        }
        boolean fine = true;
        for (Standard standard : withoutGiant ? new Standard[0] : Standard.values()) {
            fine &= Giant.run(standard, megabytes, printer);
        }
        printer.end();
        return fine ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void measure(RowPrinter printer) throws IOException {
        Duration sample = Duration.ofSeconds(seconds).dividedBy(SAMPLES);
        Stopwatch watch = new Stopwatch(Duration.ofSeconds(2L * seconds), sample, SAMPLES);
        EngineWork work = EngineWork.load(LocalDateTime.now(Clock.system(ZoneId.systemDefault())));
        Optional<Peer> peer = peer(work, printer);
        for (int lines : LINES) {
            for (Standard standard : Standard.values()) {
                Sample input = Sample.of(standard, lines);
                Scan scan = new Scan(input.bytes());
                printer.print(watch.measure("scan", input, null, () -> scan.documents(input)));
                printer.print(watch.measure("read", input, null, () -> work.read(input.bytes())));
                printer.print(watch.measure("read, validate", input, null, () -> work.validate(input.bytes())));
                printer.print(watch.measure(
                        "read, validate, acknowledge", input, null, () -> work.acknowledge(input.bytes())));
                Optional<Stopwatch.Work> toJson = work.toJson(input);
                if (toJson.isPresent()) {
                    printer.print(watch.measure("read, order, JSON", input, null, toJson.get()));
                }
                if (peer.isPresent()) {
                    peer.get().measure(input, watch, printer);
                }
            }
        }
    }

    private Optional<Peer> peer(EngineWork work, RowPrinter printer) {
        if (withoutPeers) {
            return Optional.empty();
        }
        if (!Peer.isThere(StaediPeer.MARK)) {
            printer.remark(
                    "The peers are left out: their libraries are not on the class path, where ./lading bench engine puts them.");
            return Optional.empty();
        }
        return Optional.of(new StaediPeer(work.schemas()));
    }
}
