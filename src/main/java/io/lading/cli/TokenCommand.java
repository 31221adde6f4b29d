package io.lading.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "token",
        description = "Tokens for machines that call the hub: each may do what its scopes name, until it expires.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {TokenCommand.New.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
final class TokenCommand implements Runnable {

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading token new monitoring --scope read");
    }

    @Command(
            name = "new",
            description = {
                "Makes a token and prints it, this once; the hub keeps only its hash.",
                "Scopes: submit (hand in for a partner and see what became of it), read (the record), operate"
                        + " (retransmit, reprocess, test connections), configure (partner files, lookup tables), security"
                        + " (secrets, audit)."
            })
    static final class New extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "Who will use it: small letters, digits, '.', '_' and '-'.")
        private String name = "";

        @Option(
                names = "--scope",
                required = true,
                split = ",",
                paramLabel = "SCOPE",
                description = "What it may do; several with commas between.")
        private List<String> scopes = new ArrayList<>();

        @Option(names = "--partner", paramLabel = "PARTNER", description = "Speaks for this partner alone.")
        private @Nullable String partner;

        @Option(
                names = "--connection",
                paramLabel = "PARTNER/NAME",
                description = "Hands in through this inbound connection alone.")
        private @Nullable String connection;

        @Option(
                names = "--expires",
                paramLabel = "DURATION",
                defaultValue = "90d",
                description = "How long it is good for, up to 730d. Default: ${DEFAULT-VALUE}.")
        private String expires = "";

        @Override
        public Integer call() {
            ObjectNode body =
                    JsonMapper.shared().createObjectNode().put("name", name).put("expiresIn", expires);
            ArrayNode words = body.putArray("scopes");
            scopes.forEach(scope -> words.add(scope.strip()));
            if (partner != null) {
                body.put("partner", partner);
            }
            if (connection != null) {
                body.put("connection", connection);
            }
            JsonNode made = fine(hub.post(
                    "api/v1/tokens", "application/json", body.toString().getBytes(StandardCharsets.UTF_8)));
            if (json) {
                out().println(made);
                return ExitCode.FINE;
            }
            // The token alone on standard output, so that it can be piped to where it is kept.
            spec.commandLine()
                    .getErr()
                    .println("The token " + name + " is good until " + Words.text(made, "expiresAt")
                            + ". It is shown only now; it is sent as  Authorization: Bearer TOKEN");
            out().println(Words.text(made, "token"));
            return ExitCode.FINE;
        }
    }

    @Command(name = "list", description = "Which tokens there are, until when, and when they were used last.")
    static final class ListAll extends HubVerb {
        @Option(names = "--all", description = "Revoked ones too.")
        private boolean all;

        @Override
        public Integer call() {
            JsonNode answer = fine(hub.get("api/v1/tokens"));
            if (json) {
                out().println(answer);
                return ExitCode.FINE;
            }
            for (JsonNode token : answer.path("tokens")) {
                if (all || !Words.text(token, "state").equals("REVOKED")) {
                    out().println(line(token));
                }
            }
            return ExitCode.FINE;
        }

        private static String line(JsonNode token) {
            List<String> scopes = new ArrayList<>();
            token.path("scopes").forEach(scope -> scopes.add(scope.asString()));
            String bound =
                    token.path("connection").asString(token.path("partner").asString("everything"));
            String used = Words.text(token, "lastUsedAt");
            String state =
                    switch (Words.text(token, "state")) {
                        case "REVOKED" -> "revoked " + Words.text(token, "revokedAt");
                        case "EXPIRED" -> "EXPIRED " + Words.text(token, "expiresAt");
                        default -> "until " + Words.text(token, "expiresAt");
                    };
            return Words.padded(Words.text(token, "name"), 20) + "  " + Words.padded(String.join(",", scopes), 16)
                    + "  "
                    + Words.padded(bound, 24) + "  " + Words.padded(state, 28) + "  "
                    + (used.isEmpty() ? "never used" : "last used " + used);
        }
    }

    @Command(name = "revoke", description = "Ends a token; all nodes refuse it within two seconds.")
    static final class Revoke extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "As list says it.")
        private String name = "";

        @Override
        public Integer call() {
            JsonNode done = fine(hub.delete("api/v1/tokens/" + Words.pathPart(name)));
            out().println(json ? done : "The token " + name + " is revoked.");
            return ExitCode.FINE;
        }
    }
}
