package io.lading.cli.demo;

import io.lading.cli.ExitCode;
import io.lading.cli.Home;
import io.lading.cli.WrongUseException;
import io.lading.cli.process.HubProcess;
import io.lading.cli.process.Scratch;
import io.lading.cli.process.StartWatch;
import io.lading.cli.simulate.Behaviour;
import io.lading.cli.simulate.Stage;
import io.lading.cli.simulate.Twins;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Starts a hub and a trading community, and plays a story. */
@Command(
        name = "demo",
        description = {
            "Starts a hub of its own and an example's trading partners, sends real documents, tells what becomes of",
            "each, and leaves the hub running with its console."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;
    private static final Duration A_WHILE = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = "first-order",
            description = "A folder of examples/. Default: ${DEFAULT-VALUE}.")
    private String name = "first-order";

    @Option(
            names = "--exit",
            description = "Stops everything at the end; exits with 0 only if all that was expected was seen.")
    private boolean exit;

    @Option(names = "--json", description = "Adds one JSON object with what was expected and observed.")
    private boolean json;

    @Option(names = "--port", paramLabel = "N", description = "Where the console answers. Default: 8080 if it is free.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the demo's hub keeps its data, emptied first. Default: data/demo/SCENARIO.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        long began = System.nanoTime();
        Scenario scenario = scenario();
        PrintWriter out = spec.commandLine().getOut();
        StoryPrinter printer = new StoryPrinter(out, ZoneId.systemDefault());
        Path data = Scratch.fresh(
                folder == null ? Home.folder().resolve("data").resolve("demo").resolve(name) : folder);
        printer.line(scenario.title());
        if (scenario.twins().isEmpty()) {
            try (Players players = Players.start(scenario.roles(), Clock.systemUTC());
                    HubProcess hub = start(scenario, players, data)) {
                return play(scenario, players, hub, data, printer, began);
            }
        }
        try (Stage stage = stage(scenario, data);
                Players players = Players.start(scenario.roles(), Clock.systemUTC());
                HubProcess hub = start(scenario, stage, players, data);
                Twins twins =
                        Twins.open(stage.community(data), stage, Behaviour.GOOD, scenario.twins(), printer::aside)) {
            players.join(twins);
            return play(scenario, players, hub, data, printer, began);
        }
    }

    private int play(Scenario scenario, Players players, HubProcess hub, Path data, StoryPrinter printer, long began)
            throws IOException {
        players.meet(hub.address());
        Observation observation = new Demo(scenario, players, hub, data, printer).play();
        double seconds = (System.nanoTime() - began) / 1e9;
        conclude(printer, observation, seconds);
        if (!exit) {
            farewell(printer, hub);
        }
        if (json) {
            printer.line(summary(scenario, observation, seconds));
        }
        if (!exit) {
            awaitEnd(hub);
        }
        return observation.missing().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    /** Twins know the hub's addresses before it listens there. */
    private Stage stage(Scenario scenario, Path data) throws IOException {
        int wanted = port == null ? freePort() : port;
        Stage.Ports ports = new Stage.Ports(wanted == 0 ? anyPort() : wanted, anyPort(), anyPort());
        return Stage.set(data.resolve("stage"), scenario.partners(), scenario.twins(), ports, Clock.systemUTC());
    }

    private static int anyPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private HubProcess start(Scenario scenario, Stage stage, Players players, Path data) throws IOException {
        stage.furnish(stage.community(data));
        Map<String, String> variables = new LinkedHashMap<>(players.variables());
        variables.putAll(stage.variables());
        scenario.folders()
                .forEach((variable, folder) ->
                        variables.put(variable, data.resolve(folder).toString()));
        HubProcess.Settings settings = HubProcess.Settings.of(Home.folder(), data, stage.partners(), variables);
        return HubProcess.start(settings.on(stage.ports().web()), watch());
    }

    private Scenario scenario() throws IOException {
        Path examples = Home.folder().resolve("examples");
        Path folder = examples.resolve(name).normalize();
        if (!folder.startsWith(examples) || !Files.exists(folder.resolve("scenario.yaml"))) {
            throw new WrongUseException("There is no scenario " + name + ". Known: " + known(examples) + ".");
        }
        Problems problems = new Problems();
        Scenario scenario = ScenarioReader.read(folder, problems);
        if (!problems.isEmpty()) {
            throw new WrongUseException(String.join(
                    "\n",
                    problems.sorted().stream().map(Problems.Problem::toString).toList()));
        }
        return scenario;
    }

    private static String known(Path examples) throws IOException {
        try (Stream<Path> folders = Files.list(examples)) {
            return String.join(
                    ", ",
                    folders.filter(folder -> Files.exists(folder.resolve("scenario.yaml")))
                            .map(folder -> folder.getFileName().toString())
                            .sorted()
                            .toList());
        }
    }

    private HubProcess start(Scenario scenario, Players players, Path data) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>(players.variables());
        scenario.folders()
                .forEach((variable, folder) ->
                        variables.put(variable, data.resolve(folder).toString()));
        HubProcess.Settings settings = HubProcess.Settings.of(Home.folder(), data, scenario.partners(), variables);
        return HubProcess.start(settings.on(port == null ? freePort() : port), watch());
    }

    private StartWatch watch() {
        return StartWatch.on(spec.commandLine().getErr());
    }

    /** The usual port, so that people find the console where they expect it; any other if it is taken or nobody will look. */
    private int freePort() {
        if (exit) {
            return 0;
        }
        try (ServerSocket probe = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void conclude(StoryPrinter printer, Observation observation, double seconds) {
        printer.line("");
        observation.missing().forEach(sentence -> printer.line("MISSING  " + sentence));
        Map<String, Integer> seen = observation.observed();
        Map<String, Integer> wanted = observation.expected();
        printer.line("Seen at the partners' side: "
                + of(seen, wanted, Observation.DELIVERIES)
                + ", " + of(seen, wanted, Observation.ACKNOWLEDGEMENTS)
                + (wanted.containsKey(Observation.RECEIPTS) ? ", " + of(seen, wanted, Observation.RECEIPTS) : "")
                + (wanted.containsKey(Observation.MATCHES) ? ", " + of(seen, wanted, Observation.MATCHES) : "")
                + (wanted.getOrDefault(Observation.REFUSALS, 0) == 0
                        ? ""
                        : ", " + of(seen, wanted, Observation.REFUSALS))
                + ", in " + Math.round(seconds) + " s.");
    }

    private static String of(Map<String, Integer> seen, Map<String, Integer> wanted, String kind) {
        return seen.get(kind) + " of " + wanted.get(kind) + " " + kind;
    }

    private static void farewell(StoryPrinter printer, HubProcess hub) {
        printer.line("");
        printer.line("The hub is still running; have a look around:");
        printer.line("  console  " + hub.console());
        printer.line("  find     ./lading find PO-4711");
        printer.line("Stop it with Ctrl-C.");
    }

    private static String summary(Scenario scenario, Observation observation, double seconds) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("scenario", scenario.name());
        all.put("expected", observation.expected());
        all.put("observed", observation.observed());
        all.put("seconds", Math.round(seconds * 10) / 10.0);
        all.put("missing", observation.missing());
        return JsonMapper.shared().writeValueAsString(all);
    }

    /** Until Ctrl-C, which the hub hears too. */
    private static void awaitEnd(HubProcess hub) {
        boolean ended = false;
        while (!ended) {
            ended = hub.awaitEnd(A_WHILE);
        }
    }
}
