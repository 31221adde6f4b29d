package io.lading.cli;

import io.lading.document.Shape;
import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapCases;
import io.lading.mapping.registry.MapRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        subcommands = {MapCommand.Test.class, MapCommand.New.class})
final class MapCommand implements Runnable {

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
                if (!ids.isEmpty() && !ids.contains(map.id())) {
                    continue;
                }
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
            if (results.isEmpty() && !json && Files.isDirectory(map.folder())) {
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
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("case", name);
                object.put("passed", differences.isEmpty());
                object.put("differences", differences);
                out().println(JsonMapper.shared().writeValueAsString(object));
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

    @Command(
            name = "new",
            description = {
                "Begins a map: a folder below mappings with the files it needs, filled in as far as they can be.",
                "The id's first word says what it reads or writes: x12/855-order-response, csv/acme-orders, xml/…, json/…"
            })
    static final class New implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "MAP", description = "The new map's id, which is its folder below mappings.")
        private String id;

        @Option(
                names = "--document",
                required = true,
                paramLabel = "TYPE",
                description = "The document on its other side, such as Order.")
        private String document = "";

        @Option(names = "--sample", paramLabel = "FILE", description = "A file it is to read; becomes its first case.")
        private @Nullable Path sample;

        @Override
        public Integer call() throws IOException {
            if (!id.matches("[a-z0-9]+/[A-Za-z0-9._-]+")) {
                throw new WrongUseException("A map's id has two words, such as csv/acme-orders, not " + id + ".");
            }
            Shape shape = Shape.ofDocument(document);
            if (shape == null) {
                throw new WrongUseException("There is no document " + document + "; mappings/schemas/canonical holds"
                        + " those there are.");
            }
            if (sample != null && !Files.isReadable(sample)) {
                throw new WrongUseException("There is no file " + sample + " that can be read.");
            }
            Path folder = Home.folder().resolve("mappings").resolve(id);
            if (Files.exists(folder)) {
                throw new WrongUseException("The map " + id + " is there already, in " + folder + ".");
            }
            PrintWriter out = spec.commandLine().getOut();
            for (Map.Entry<String, String> file :
                    new NewMap(id, shape, sample).files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling(""));
                Files.writeString(path, file.getValue());
                out.println("mappings/" + id + "/" + file.getKey());
            }
            if (sample != null && isText(id)) {
                // Byte for byte: its character set is part of what the map has to cope with.
                Path copy = folder.resolve("cases/sample/input." + id.substring(0, id.indexOf('/')));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(sample, copy);
                out.println("mappings/" + id + "/cases/sample/" + copy.getFileName());
            }
            out.println("Fill in the rules, then: lading map test " + id + " --update");
            return ExitCode.FINE;
        }

        private static boolean isText(String id) {
            return id.startsWith("csv/") || id.startsWith("xml/");
        }
    }
}
