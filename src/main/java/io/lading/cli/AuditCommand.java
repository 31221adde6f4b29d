package io.lading.cli;

import io.lading.tracking.audit.AuditExtract;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "audit",
        description =
                "Who changed what of the configuration, signed in, was refused or read a payload; 'audit verify' says"
                        + " whether the whole record is as it was sealed.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Extract.class, AuditCommand.Check.class})
final class AuditCommand extends HubVerb {

    @Override
    public Integer call() {
        JsonNode audit = fine(hub.get("api/v1/audit"));
        boolean sound = !audit.has("firstUnsound") && !audit.has("trouble");
        if (json) {
            out().println(audit);
            return sound ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        audit.path("entries").forEach(entry -> out().println(line(entry)));
        if (audit.has("firstUnsound")) {
            out().println("Entry " + audit.path("firstUnsound").asLong()
                    + " is missing or was changed: somebody changed the record behind the hub's back.");
        }
        if (audit.has("trouble")) {
            out().println(Words.text(audit, "trouble"));
        }
        out().println(audit.path("count").asLong() + " entries; 'lading audit verify' checks each against its seal.");
        return sound ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    @Command(
            name = "verify",
            description = "Checks every sealed row, every seal and the end of the chain against the keys and the anchor"
                    + " outside the database.")
    static final class Verify extends HubVerb {
        @Override
        public Integer call() {
            JsonNode report = fine(hub.get("api/v1/audit/verify"));
            boolean sound = report.path("sound").asBoolean();
            if (json) {
                out().println(report);
                return sound ? ExitCode.FINE : ExitCode.FINDINGS;
            }
            report.path("problems").forEach(problem -> out().println(problem.asString()));
            report.path("notes").forEach(note -> out().println("Note: " + note.asString()));
            String what = report.path("rows").asLong() + " rows under "
                    + report.path("seals").asLong() + " seals";
            if (sound) {
                out().println("Sound: " + what + ", the head is " + Words.text(report, "head") + ".");
            } else {
                out().println("Not sound: " + what + ". Somebody changed the record behind the hub's back, or an older"
                        + " copy of it was put in place.");
            }
            return sound ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }

    @Command(
            name = "extract",
            description =
                    "Rows of the audit with what proves them to an outsider, as JSON: of a transmission, or entries.")
    static final class Extract extends HubVerb {
        @Option(names = "--transmission", paramLabel = "ID", description = "All that is sealed of it.")
        private String transmission = "";

        @Option(names = "--entries", paramLabel = "FIRST-LAST", description = "Entries by their numbers.")
        private String entries = "";

        @Override
        public Integer call() {
            String query;
            if (entries.matches("[0-9]{1,18}(-[0-9]{1,18})?") && transmission.isEmpty()) {
                String[] range = entries.split("-");
                query = "first=" + range[0] + "&last=" + range[range.length - 1];
            } else if (transmission.matches("[0-9A-Z]{1,20}") && entries.isEmpty()) {
                query = "transmission=" + transmission;
            } else {
                throw new WrongUseException("Say either --transmission ID or --entries FIRST-LAST.");
            }
            JsonNode extract = fine(hub.get("api/v1/audit/extract?" + query));
            out().println(extract);
            return extract.path("rows").isEmpty() ? ExitCode.FINDINGS : ExitCode.FINE;
        }
    }

    @Command(
            name = "check",
            description = "Checks an extract without a hub, by the public key that the hub's operator gave.")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "What 'audit extract' printed.")
        private Path file;

        @Option(
                names = "--key",
                required = true,
                paramLabel = "HEX",
                description = "The public key: 64 hexadecimal digits, as 'audit verify --json' names it.")
        private String key = "";

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            JsonNode rows;
            try {
                rows = JsonMapper.shared()
                        .readTree(Files.readString(file, StandardCharsets.UTF_8))
                        .path("rows");
            } catch (JacksonException e) {
                throw new WrongUseException(file + " is not an extract of the audit: expected JSON.");
            }
            List<String> problems = new ArrayList<>();
            int count = 0;
            for (JsonNode row : rows) {
                count++;
                String problem = AuditExtract.problem(row, key);
                if (!problem.isEmpty()) {
                    problems.add(
                            "Row " + count + " (" + Words.text(row, "table") + ") is not proven: " + problem + ".");
                } else {
                    out.println(Words.text(row, "row"));
                }
            }
            problems.forEach(out::println);
            out.println(count - problems.size() + " of " + count + " rows are proven.");
            return problems.isEmpty() && count > 0 ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }

    private static String line(JsonNode entry) {
        String at = Words.text(entry, "at").replaceFirst("\\.[0-9]+Z", "Z");
        String detail = Words.text(entry, "detail");
        return Words.padded(entry.path("number").asString(), 6) + at + "  " + Words.text(entry, "actor") + " "
                + done(Words.text(entry, "action"), Words.text(entry, "subject"))
                + (detail.isEmpty() ? "" : ": " + detail);
    }

    private static String done(String action, String subject) {
        return switch (action) {
            case "partners.applied" -> "applied " + subject + " of the partner files";
            case "lookup.put" -> "put the lookup table " + subject;
            case "lookup.removed" -> "forgot the lookup table " + subject;
            case "map.swapped" -> "changed the map " + subject;
            case "map.removed" -> "took away the map " + subject;
            case "map.refused" -> "was refused the map " + subject;
            case "secret.set" -> "set the secret " + subject;
            case "secret.removed" -> "removed the secret " + subject;
            case "secret.rotated" -> "sealed the secrets by the key " + subject;
            case "token.created" -> "made the token " + subject;
            case "token.revoked" -> "revoked the token " + subject;
            case "token.refused" -> "was refused with the token " + subject;
            case "sign-in" -> "signed in by " + subject;
            case "sign-in.refused" -> "was refused at " + subject;
            case "payload.read" -> "read the content of " + subject;
            case "audit.dropped" -> "dropped old months of the audit " + subject;
            default -> action + " " + subject;
        };
    }
}
