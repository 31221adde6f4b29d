package io.lading.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "lookup",
        description = "Lookup tables of a running hub: what codes of partners mean. In force within seconds; documents"
                + " that waited for a code go on by themselves.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            LookupCommand.ListAll.class,
            LookupCommand.Show.class,
            LookupCommand.Set.class,
            LookupCommand.Remove.class,
            LookupCommand.Import.class,
            LookupCommand.Export.class
        })
final class LookupCommand implements Runnable {

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading lookup set unit-of-measure BX XBX");
    }

    /** A verb about one table of one scope. */
    abstract static class OfTable extends HubVerb {
        @Parameters(index = "0", paramLabel = "TABLE", description = "Its name, such as unit-of-measure.")
        String table = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description = "A partner (globex) or an agreement (globex/receives-Order). Default: everybody.")
        @Nullable
        String scope;

        String path(String below, Map<String, String> more) {
            Map<String, String> query = new LinkedHashMap<>(more);
            if (scope != null) {
                query.put("scope", scope);
            }
            String text = query.entrySet().stream()
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&", "?", ""));
            return "api/v1/lookups/" + Words.pathPart(table) + below + (query.isEmpty() ? "" : text);
        }

        String name() {
            return table + " for " + (scope == null ? "everybody" : scope);
        }

        static String changed(ApiClient.Answer answer) {
            return answer.isFine()
                    ? PartnerCommand.counted(answer.json().path("added").size(), "row") + " added, "
                            + answer.json().path("removed").size() + " removed."
                    : "";
        }
    }

    @Command(
            name = "list",
            description = "Which tables were put, and which values documents wait for; exits 1 if any wait.")
    static final class ListAll extends HubVerb {
        @Override
        public Integer call() {
            JsonNode all = fine(hub.get("api/v1/lookups"));
            JsonNode waiting = all.path("waiting");
            if (json) {
                out().println(all);
                return waiting.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
            }
            for (JsonNode each : all.path("tables")) {
                String scope = Words.text(each, "scope");
                String onMiss = Words.text(each, "onMiss");
                out().println(Words.padded(Words.text(each, "table"), 24) + " "
                        + Words.padded(scope.isEmpty() ? "everybody" : scope, 24) + " "
                        + Words.padded(each.path("rows").asInt() + " rows", 11)
                        + Words.text(each, "changedAt").replaceFirst("\\.[0-9]+Z", "Z") + "  "
                        + Words.text(each, "changedBy") + (onMiss.isEmpty() ? "" : ", on a miss: " + onMiss));
            }
            if (all.path("tables").isEmpty()) {
                out().println("No table was put. Those of files: mappings/codelists/ and 'lookups' of partner files.");
            }
            waiting.forEach(each -> out().println(waits(each)));
            return waiting.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
        }

        private static String waits(JsonNode each) {
            String partner = Words.text(each, "agreement").replaceFirst("/.*", "");
            long documents = each.path("documents").asLong();
            return "WAITING  " + documents + (documents == 1 ? " document of " : " documents of ")
                    + Words.text(each, "agreement") + " for " + Printable.of(Words.text(each, "value")) + " in "
                    + Words.text(each, "name") + " ("
                    + each.path("transmissions")
                            .valueStream()
                            .map(JsonNode::asString)
                            .collect(Collectors.joining(", "))
                    + "). "
                    + (each.path("read").asBoolean()
                            ? "Fill it: lading lookup set " + Words.text(each, "name") + " '"
                                    + Printable.of(Words.text(each, "value")) + "' MEANING --scope " + partner
                            : "Fill it: lading lookup set " + Words.text(each, "name") + " CODE '"
                                    + Printable.of(Words.text(each, "value")) + "' --scope " + partner);
        }
    }

    @Command(name = "show", description = "The rows of a table that was put.")
    static final class Show extends OfTable {
        @Option(names = "--find", paramLabel = "TEXT", description = "Only rows that hold this.")
        private @Nullable String find;

        @Override
        public Integer call() {
            ApiClient.Answer answer = checked(hub.get(path("", Map.of())));
            String wanted = find == null ? "" : find;
            var rows = answer.body()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && line.contains(wanted))
                    .toList();
            if (json) {
                out().println(tools.jackson.databind.json.JsonMapper.shared()
                        .writeValueAsString(Map.of("table", table, "scope", scope == null ? "" : scope, "rows", rows)));
            } else {
                rows.forEach(row -> out().println(Printable.of(row)));
            }
            return ExitCode.FINE;
        }
    }

    @Command(name = "set", description = "Says what a code means; makes the table if there is none.")
    static final class Set extends OfTable {
        @Parameters(index = "1", paramLabel = "CODE", description = "The partner's code.")
        private String code = "";

        @Parameters(index = "2", paramLabel = "MEANING", description = "The documents' word for it (column canonical).")
        private String meaning = "";

        @Override
        public Integer call() {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("code", code);
            row.put("canonical", meaning);
            ApiClient.Answer answer = hub.post(path("/rows", row), "text/plain", new byte[0]);
            return done(answer, code + " means " + meaning + " in " + name() + ".");
        }
    }

    @Command(name = "remove", description = "Takes a code out, or forgets the whole table that was put.")
    static final class Remove extends OfTable {
        @Parameters(index = "1", arity = "0..1", paramLabel = "CODE", description = "Only this code.")
        private @Nullable String code;

        @Option(names = "--all", description = "The whole table.")
        private boolean all;

        @Override
        public Integer call() {
            if (all == (code != null)) {
                throw new WrongUseException("Name the code to take out of " + table + ", or say --all for the table.");
            }
            return code == null
                    ? done(hub.delete(path("", Map.of())), "The table " + name() + " is gone; files are asked again.")
                    : done(hub.delete(path("/rows", Map.of("code", code))), code + " is out of " + name() + ".");
        }
    }

    @Command(name = "import", description = "Takes a CSV file as the whole table, in place of what was put before.")
    static final class Import extends OfTable {
        @Parameters(index = "1", paramLabel = "FILE", description = "CSV; its first line names the columns.")
        private Path file = Path.of("");

        @Option(
                names = "--on-miss",
                paramLabel = "WHAT",
                description = "What becomes of a document with a value it lacks: finding, hold, passThrough or"
                        + " 'default X'. Default: as before.")
        private @Nullable String onMiss;

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new WrongUseException("There is no file " + file + " that can be read.");
            }
            Map<String, String> query = onMiss == null ? Map.of() : Map.of("onMiss", onMiss);
            ApiClient.Answer answer = hub.put(path("", query), "text/csv", Files.readAllBytes(file));
            return done(answer, "The table " + name() + " is in force: " + changed(answer));
        }
    }

    @Command(name = "export", description = "Writes a table that was put as CSV, to standard output or --file.")
    static final class Export extends OfTable {
        @Option(names = "--file", paramLabel = "FILE", description = "Where to; replaced if it is there.")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            ApiClient.Answer answer = checked(hub.get(path("", Map.of())));
            if (file != null) {
                Files.writeString(file, answer.body());
                return ExitCode.FINE;
            }
            out().print(answer.body());
            out().flush();
            return ExitCode.FINE;
        }
    }
}
