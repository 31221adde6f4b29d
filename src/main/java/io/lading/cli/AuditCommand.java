package io.lading.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "audit",
        description = "Who changed what of the configuration; 'audit verify' says whether the whole chain is as it was"
                + " sealed.")
final class AuditCommand implements Callable<Integer> {
    private static final String VERIFY = "verify";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(arity = "0..1", paramLabel = "[" + VERIFY + "]", description = "Only whether it is sound.")
    private String what = "";

    @Option(names = "--json", description = "The hub's answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (!what.isEmpty() && !what.equals(VERIFY)) {
            throw new WrongUseException("Expected '" + VERIFY + "' or nothing; found '" + what + "'.");
        }
        ApiClient.Answer answer = hub.get("api/v1/audit");
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        JsonNode audit = answer.json();
        boolean sound = !audit.has("firstUnsound") && !audit.has("firstUnsoundVersion");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(audit);
            return sound ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        if (what.isEmpty()) {
            audit.path("entries").forEach(entry -> out.println(line(entry)));
        }
        if (audit.has("firstUnsound")) {
            out.println("Entry " + audit.path("firstUnsound").asLong()
                    + " is not as it was sealed, or is missing: somebody changed the record behind the hub's back.");
        }
        if (audit.has("firstUnsoundVersion")) {
            out.println("Version " + audit.path("firstUnsoundVersion").asLong()
                    + " of the partner files is not as it was sealed.");
        }
        if (sound) {
            out.println("Sound: " + audit.path("count").asLong() + " entries, the last seal is "
                    + Words.text(audit, "head") + ". Note it elsewhere to see if the end is ever cut off.");
        }
        return sound ? ExitCode.FINE : ExitCode.FINDINGS;
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
            default -> action + " " + subject;
        };
    }
}
