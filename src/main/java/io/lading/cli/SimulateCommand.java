package io.lading.cli;

import io.lading.cli.process.HubProcess;
import io.lading.cli.process.Scratch;
import io.lading.cli.process.StartWatch;
import io.lading.cli.simulate.Behaviour;
import io.lading.cli.simulate.Stage;
import io.lading.cli.simulate.Twins;
import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.partner.Partner;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Plays a partner against a hub of its own that has the partner files of the real one. */
@Command(
        name = "simulate",
        description = {
            "Plays a partner by its agreements: sends valid documents, takes and acknowledges what the hub sends, and",
            "misbehaves on request. The hub is one of its own with copies of the partner files, in which every connection",
            "ends on this machine: no real partner, system or secret is touched, and all documents are for test."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final Duration A_WHILE = Duration.ofHours(1);
    /** Envelopes say when they were made, and the same seed makes the same: so it tells the day too. */
    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2026, 1, 1, 9, 0);

    private static final int DAYS = 365;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PARTNER", description = "The partner, as its file calls it.")
    private String partner = "";

    @Option(names = "--partners", paramLabel = "FOLDER", description = "The partner files. Default: partners.")
    private @Nullable Path partners;

    @Option(
            names = "--document",
            paramLabel = "TYPE",
            description = "Only the agreements for this document, such as Order or Invoice. Default: all.")
    private @Nullable String document;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many documents of each kind. Default: ${DEFAULT-VALUE}.")
    private int count = 1;

    @Option(names = "--rate", paramLabel = "N", description = "At most so many documents a second.")
    private @Nullable Integer rate;

    @Option(names = "--lines", paramLabel = "N", defaultValue = "0", description = "How many lines each document has.")
    private int lines;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another one makes other documents; the same makes the same. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--misbehave",
            split = ",",
            paramLabel = "HOW",
            description = {
                "late, duplicate, truncated, wrong-certificate, reordered, rejecting; several with commas between,",
                "one after another."
            })
    private List<String> misbehave = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where its hub keeps its data, emptied first. Default: data/simulate/PARTNER.")
    private @Nullable Path folder;

    @Option(names = "--keep", description = "Leaves the hub running at the end, with its console.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON object with what was expected and seen, and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Misbehaviour> ways = misbehave.isEmpty()
                ? List.of(Misbehaviour.NONE)
                : misbehave.stream().map(SimulateCommand::misbehaviour).toList();
        Path source = partners == null ? Home.folder().resolve("partners") : partners;
        if (!Files.isDirectory(source)) {
            throw new WrongUseException("There is no folder " + source + "; name the partner files with --partners.");
        }
        if (count < 1 || lines < 0 || (rate != null && rate < 1)) {
            throw new WrongUseException("--count and --rate are at least 1, --lines is not negative.");
        }
        Path data = Scratch.fresh(
                folder == null
                        ? Home.folder().resolve("data").resolve("simulate").resolve(safeName())
                        : folder);
        Stage.Ports ports = new Stage.Ports(anyPort(), anyPort(), anyPort());
        String patience = ways.contains(Misbehaviour.LATE) ? Misbehaviour.PATIENCE.toSeconds() + "s" : null;
        try (Stage stage = Stage.rehearse(data.resolve("stage"), source, ports, Clock.systemUTC(), patience)) {
            return play(stage, community(stage, data, source), data, ways);
        }
    }

    private String safeName() {
        if (!partner.matches("[a-z0-9][a-z0-9-]*")) {
            throw new WrongUseException(
                    "A partner's short name has small letters, digits and dashes, not " + partner + ".");
        }
        return partner;
    }

    private Community community(Stage stage, Path data, Path source) throws IOException {
        Community community;
        try {
            community = stage.community(data);
        } catch (IOException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
        if (community.partner(partner).filter(found -> !found.own()).isEmpty()) {
            String known = String.join(", ", names(community));
            throw new WrongUseException("There is no partner " + partner + " in " + source + "; there "
                    + (known.isEmpty() ? "is none." : "are " + known + "."));
        }
        return community;
    }

    private static List<String> names(Community community) {
        return community.partners().stream()
                .filter(each -> !each.own())
                .map(Partner::id)
                .toList();
    }

    private static Misbehaviour misbehaviour(String word) {
        for (Misbehaviour each : Misbehaviour.values()) {
            if (each != Misbehaviour.NONE && each.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new WrongUseException("There is no misbehaviour '" + word
                + "'; there are late, duplicate, truncated, wrong-certificate, reordered, rejecting.");
    }

    private int play(Stage stage, Community community, Path data, List<Misbehaviour> ways) throws IOException {
        long began = System.nanoTime();
        PlayedAgreements agreements = agreements(community);
        stage.furnish(community);
        List<String> others =
                names(community).stream().filter(name -> !name.equals(partner)).toList();
        HubProcess.Settings settings = HubProcess.Settings.of(Home.folder(), data, stage.partners(), variables(stage));
        tell("Starting a hub with the partner files…");
        try (HubProcess hub = HubProcess.start(
                        settings.on(stage.ports().web()),
                        StartWatch.on(spec.commandLine().getErr()));
                Twins played = Twins.open(community, stage, Behaviour.GOOD, List.of(partner), this::tell);
                Twins rest = Twins.open(community, stage, Behaviour.GOOD, others, line -> {})) {
            Bindings bindings = Bindings.load(id -> true);
            Specimens specimens =
                    new Specimens(community, bindings, seed, lines, FIRST_DAY.plusDays(Math.floorMod(seed, DAYS)));
            Simulation simulation = new Simulation(
                    new Simulation.Cast(agreements, played, rest, hub), specimens, count, pause(), this::tell);
            for (Misbehaviour way : ways) {
                tell(way == Misbehaviour.NONE ? partner + ", as agreed:" : partner + ", " + way.word() + ":");
                simulation.play(way);
            }
            conclude(simulation, ways, (System.nanoTime() - began) / 1e9);
            if (keep) {
                farewell(hub);
            }
            return simulation.missing().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }

    /** Its own maps and routes a simulation needs; nothing else of the hub's settings. */
    private static Map<String, String> variables(Stage stage) {
        Settings.Folders folders = SettingsOptions.of(null).load().folders();
        Map<String, String> all = new LinkedHashMap<>(stage.variables());
        all.put("LADING_FOLDERS_MAPPINGS", folders.mappings().toString());
        all.put("LADING_FOLDERS_ROUTES", folders.routes().toString());
        all.put("LADING_FOLDERS_CONNECTORS", folders.connectors().toString());
        return all;
    }

    private PlayedAgreements agreements(Community community) {
        PlayedAgreements all = new PlayedAgreements(community, partner, Optional.empty());
        if (document == null) {
            return all;
        }
        String wanted = document.strip();
        return all.documents().stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .map(type -> new PlayedAgreements(community, partner, Optional.of(type)))
                .orElseThrow(() -> new WrongUseException(partner + " has no agreement for '" + wanted + "'; it has "
                        + String.join(", ", all.documents()) + "."));
    }

    private Duration pause() {
        return rate == null ? Duration.ZERO : Duration.ofMillis(TimeUnit.SECONDS.toMillis(1) / rate);
    }

    private static int anyPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private synchronized void tell(String line) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line.endsWith(":") || line.endsWith("…") ? line : "  " + Printable.of(line));
            out.flush();
        }
    }

    private void conclude(Simulation simulation, List<Misbehaviour> ways, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("partner", partner);
            all.put(
                    "misbehaviour",
                    ways.stream()
                            .filter(way -> way != Misbehaviour.NONE)
                            .map(Misbehaviour::word)
                            .toList());
            all.putAll(simulation.counts());
            all.put("missing", simulation.missing());
            all.put("seconds", Math.round(seconds * 10) / 10.0);
            out.println(JsonMapper.shared().writeValueAsString(all));
            out.flush();
            return;
        }
        simulation.missing().forEach(sentence -> out.println("MISSING  " + Printable.of(sentence)));
        Map<String, Integer> counts = simulation.counts();
        out.println("Sent " + counts.get("sent") + ", of which " + counts.get("delivered") + " delivered and "
                + counts.get("refused") + " refused as they should be; " + counts.get("acknowledged")
                + " acknowledgements from the hub. Received " + counts.get("received") + "; the hub took "
                + counts.get("answered") + " answers. "
                + (simulation.missing().isEmpty()
                        ? "All as expected"
                        : simulation.missing().size() + " things were not as expected")
                + ", in " + Math.round(seconds) + " s.");
        out.flush();
    }

    private void farewell(HubProcess hub) {
        tell("The hub is still running; its console: " + hub.console());
        tell("Stop it with Ctrl-C.");
        boolean ended = false;
        while (!ended) {
            ended = hub.awaitEnd(A_WHILE);
        }
    }
}
