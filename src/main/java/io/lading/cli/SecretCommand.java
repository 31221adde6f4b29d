package io.lading.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "secret",
        description = "Secrets kept in the record, sealed; partner files name them as secret:NAME.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            SecretCommand.Set.class,
            SecretCommand.ListAll.class,
            SecretCommand.Remove.class,
            SecretCommand.Rotate.class
        })
final class SecretCommand implements Runnable {

    @Override
    public void run() {
        throw new WrongUseException("Say what to do, for instance: lading secret set globex-token");
    }

    private static String path(String name) {
        return "api/v1/secrets/" + Words.pathPart(name);
    }

    @Command(
            name = "set",
            description = "Keeps a secret; asks for it, or reads one line, or --file. Takes force at once.")
    static final class Set extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "Small letters, digits, '.', '_' and '-'.")
        private String name = "";

        @Option(
                names = "--partner",
                paramLabel = "ID",
                description =
                        "Whose files alone may name it; else whose it was, or whom its name begins with: globex-token is"
                                + " globex's.")
        private @Nullable String partner;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The whole file is the secret, such as a private key.")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            byte[] value = file == null ? typed() : Files.readAllBytes(file);
            String query = partner == null ? "" : "?partner=" + Words.pathPart(partner);
            ApiClient.Answer answer = hub.put(path(name) + query, "text/plain", value);
            String owner = answer.isFine() ? Words.text(answer.json(), "partner") : "";
            return done(
                    answer,
                    "The secret " + name + " is kept for " + owner + ", whose file names it as secret:" + name + ".");
        }

        @SuppressWarnings("SystemConsoleNull") // null without a terminal, until JDK 22
        private static byte[] typed() throws IOException {
            Console console = System.console();
            if (console != null) {
                char[] typed = console.readPassword("Secret: ");
                return typed == null ? new byte[0] : new String(typed).getBytes(StandardCharsets.UTF_8);
            }
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? new byte[0] : line.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Command(name = "list", description = "Which secrets there are, since when; never what they are.")
    static final class ListAll extends HubVerb {
        @Override
        public Integer call() {
            ApiClient.Answer answer = hub.get("api/v1/secrets");
            if (json || !answer.isFine()) {
                return done(answer, "");
            }
            boolean fine = true;
            for (JsonNode secret : answer.json().path("secrets")) {
                boolean openable = secret.path("openable").asBoolean();
                fine &= openable;
                out().println(Words.padded(Words.text(secret, "name"), 24)
                        + Words.padded(Words.text(secret, "partner"), 16) + Words.text(secret, "changedAt") + "  "
                        + Words.text(secret, "actor") + "  key " + Words.text(secret, "keyId")
                        + (openable ? "" : "  none of the hub's master keys opens it; set it anew"));
            }
            return fine ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }

    @Command(name = "remove", description = "Forgets a secret that no partner file in force names.")
    static final class Remove extends HubVerb {
        @Parameters(paramLabel = "NAME", description = "As list says it.")
        private String name = "";

        @Override
        public Integer call() {
            return done(hub.delete(path(name)), "The secret " + name + " is gone.");
        }
    }

    @Command(
            name = "rotate",
            description =
                    "Seals all secrets by the new master key, after security.masterKey has changed and the old one is"
                            + " named by security.earlierMasterKey.")
    static final class Rotate extends HubVerb {
        @Override
        public Integer call() {
            ApiClient.Answer answer = hub.post("api/v1/secrets/rotate", "application/json", new byte[0]);
            String words = answer.isFine()
                    ? answer.json().path("rotated").asInt() + " secrets were sealed anew; earlierMasterKey may go."
                    : "";
            return done(answer, words);
        }
    }
}
