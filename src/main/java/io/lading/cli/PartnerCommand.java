package io.lading.cli;

import io.lading.partner.PartnerFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "partner",
        description = "Begins, shows and takes into force what is described in the partner files.",
        subcommands = {
            PartnerNewCommand.class,
            PartnerTestCommand.class,
            PartnerSheetCommand.class,
            PartnerCertificatesCommand.class,
            PartnerPlanCommand.class,
            PartnerCommand.Apply.class,
            PartnerCommand.Export.class,
            PartnerCommand.History.class
        })
final class PartnerCommand {

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** What its verbs share: the hub, the folder, and how they print. */
    abstract static class Verb extends HubVerb {
        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "partners",
                description = "The folder of partner files. Default: ${DEFAULT-VALUE}.")
        Path folder = Path.of("partners");

        ObjectNode body() throws IOException {
            PartnerFiles files;
            try {
                files = PartnerFiles.read(folder);
            } catch (PartnerFiles.NotTaken e) {
                throw new WrongUseException(String.valueOf(e.getMessage()));
            }
            ObjectNode body = JsonMapper.shared().createObjectNode();
            ObjectNode contents = body.putObject("files");
            files.paths().forEach(path -> contents.put(path, Base64.getEncoder().encodeToString(files.content(path))));
            return body;
        }

        ApiClient.Answer post(String verb, ObjectNode body) {
            return hub.post(
                    "api/v1/partners/" + verb,
                    "application/json",
                    body.toString().getBytes(StandardCharsets.UTF_8));
        }

        /** True if something is wrong with the files. */
        boolean problems(JsonNode answer) {
            for (JsonNode problem : answer.path("problems")) {
                String line = problem.path("line").asInt(0) == 0
                        ? ""
                        : ":" + problem.path("line").asInt();
                out().println(problem.path("file").asString() + line + "  "
                        + problem.path("message").asString());
            }
            return !answer.path("problems").isEmpty();
        }

        static String hub(JsonNode plan) {
            return " on this " + plan.path("environment").asString("") + " hub";
        }

        void changes(JsonNode answer) {
            answer.path("changes")
                    .forEach(change -> out().println(change.path("line").asString()));
        }
    }

    @Command(
            name = "apply",
            description = "Takes the partner files into force, whole or not at all, without a restart.")
    static final class Apply extends Verb {
        @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why, for the history.")
        private String note = "";

        @Override
        public Integer call() throws IOException {
            ObjectNode body = body();
            JsonNode plan = fine(post("plan", body));
            if (!plan.path("problems").isEmpty()) {
                if (json) {
                    out().println(plan);
                } else {
                    problems(plan);
                    out().println("Nothing was changed.");
                }
                return ExitCode.FINDINGS;
            }
            body.put("expected", plan.path("inForce").asLong()).put("note", note);
            JsonNode done = fine(post("apply", body));
            if (json) {
                out().println(done);
                return ExitCode.FINE;
            }
            changes(done);
            out().println(
                            done.path("changes").isEmpty()
                                    ? "Nothing to change: version "
                                            + done.path("version").asLong() + " is in force."
                                    : "Version " + done.path("version").asLong() + " is in force.");
            return ExitCode.FINE;
        }
    }

    @Command(name = "export", description = "Writes the partner files in force into a folder, as they were applied.")
    static final class Export extends Verb {
        @Override
        public Integer call() throws IOException {
            JsonNode answer = fine(hub.get("api/v1/partners/export"));
            if (json) {
                out().println(answer);
                return ExitCode.FINE;
            }
            Map<String, byte[]> contents = new HashMap<>();
            answer.path("files")
                    .properties()
                    .forEach(file -> contents.put(
                            file.getKey(),
                            Base64.getDecoder().decode(file.getValue().asString())));
            PartnerFiles files = PartnerFiles.of(contents);
            files.write(folder);
            out().println(counted(files.paths().size(), "file") + " of version "
                    + answer.path("version").asLong() + " written to " + folder + ".");
            return ExitCode.FINE;
        }
    }

    @Command(name = "history", description = "Who applied what and when, the newest first.")
    static final class History extends Verb {
        @Override
        public Integer call() {
            JsonNode answer = fine(hub.get("api/v1/partners/history"));
            if (json) {
                out().println(answer);
                return ExitCode.FINE;
            }
            for (JsonNode version : answer.path("versions")) {
                String note = version.path("note").asString("");
                out().println(version.path("version").asLong() + "  "
                        + version.path("at").asString() + "  "
                        + version.path("actor").asString() + (note.isEmpty() ? "" : "  " + note));
                version.path("changes").forEach(line -> out().println("    " + line.asString()));
            }
            if (answer.has("firstUnsound")) {
                out().println("Version " + answer.path("firstUnsound").asLong()
                        + " is not as it was sealed: somebody changed the record behind the hub's back. Compare it with"
                        + " a backup or with the files in git.");
                return ExitCode.FINDINGS;
            }
            return ExitCode.FINE;
        }
    }
}
