package io.lading.cli;

import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapCases;
import io.lading.mapping.registry.MapRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "map",
        description = "Maps and their cases.",
        synopsisSubcommandLabel = "VERB",
        subcommands = MapCommand.Test.class)
final class MapCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading map test x12/850-order");
    }

    @Command(name = "test", description = "Checks maps and runs their cases; without an id, all of them. Needs no hub.")
    static final class Test implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(arity = "0..*", paramLabel = "MAP", description = "Ids such as x12/850-order.")
        private List<String> ids = new ArrayList<>();

        @Option(
                names = "--update",
                description = "Write down what the maps make of their inputs as expected from now on.")
        private boolean update;

        @Option(names = "--json", description = "One object on a line for each case.")
        private boolean json;

        private final Terminal terminal = Terminal.ofProcess();

        @Override
        public Integer call() throws IOException {
            refuseUpdateInCi();
            MapRegistry registry = MapRegistry.of(Home.folder().resolve("mappings"));
            MapRegistry.Report report = registry.refresh(id -> ids.isEmpty() || ids.contains(id));
            boolean fine = problems(report);
            for (String id : ids) {
                boolean broken = report.refused().stream()
                        .anyMatch(refused -> refused.id().equals(id));
                if (registry.find(id).isEmpty() && !broken) {
                    throw new WrongUseException("There is no map " + id + " below mappings/.");
                }
            }
            for (LoadedMap map : registry.all()) {
                if (update) {
                    MapCases.update(map, registry.lookups());
                }
                fine &= run(map, registry);
            }
            return fine ? ExitCode.FINE : ExitCode.FINDINGS;
        }

        private void refuseUpdateInCi() {
            if (update && "true".equals(System.getenv("CI"))) {
                throw new WrongUseException("What is expected is not changed where CI=true; run --update at home.");
            }
        }

        private boolean run(LoadedMap map, MapRegistry registry) throws IOException {
            List<MapCases.Result> results = MapCases.run(map, registry.lookups());
            boolean fine = true;
            for (MapCases.Result result : results) {
                fine &= result.differences().isEmpty();
                print(result.name(), result.differences());
            }
            if (results.isEmpty() && !json) {
                out().println(terminal.warning("none  ") + map.id() + " has no cases; add cases/NAME/input.*");
            }
            return fine;
        }

        private boolean problems(MapRegistry.Report report) {
            report.problems().forEach(problem -> print("codelists", List.of(problem.toString())));
            report.refused()
                    .forEach(refused -> print(
                            refused.id(),
                            refused.problems().stream().map(Object::toString).toList()));
            return report.isClean();
        }

        private void print(String name, List<String> differences) {
            if (json) {
                out().println(JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("case", name, "passed", differences.isEmpty(), "differences", differences)));
                return;
            }
            out().println((differences.isEmpty() ? terminal.good("ok    ") : terminal.bad("wrong ")) + name);
            differences.forEach(difference -> out().println(
                            "      " + difference.replace("\n", "\n      ").stripTrailing()));
        }

        private PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }
}
