package io.lading.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "send",
        description = "Hands files to the hub, as a partner's system would, and says what became of them.")
final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders; - for standard input.")
    private List<Path> files;

    @Option(
            names = "--as",
            paramLabel = "PARTNER/CONNECTION",
            description = "In whose place; needed with the administrator's token.")
    private @Nullable String connection;

    @Option(
            names = "--wait",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "How long to wait for the result.")
    private int wait;

    @Option(names = "--json", description = "The hub's own answer, one object on a line for each file.")
    private boolean json;

    private final Terminal terminal = Terminal.ofProcess();

    @Override
    public Integer call() throws IOException {
        boolean fine = true;
        for (Input input : Input.all(files)) {
            fine &= send(input);
        }
        return fine ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private boolean send(Input input) throws IOException {
        Path name = input.path().getFileName();
        String query = "?wait=" + Duration.ofSeconds(wait).toSeconds() + "s"
                + (connection == null ? "" : "&connection=" + encoded(connection))
                + (name == null || input.isStandardInput() ? "" : "&file=" + encoded(name.toString()));
        ApiClient.Answer answer = hub.post("api/v1/interchanges" + query, "application/octet-stream", input.bytes());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body().strip());
        } else if (answer.isFine()) {
            print(out, input.name(), answer.json());
        } else {
            out.println(terminal.bad(input.name() + ": " + Words.problem(answer)));
        }
        out.flush();
        return answer.isFine() && !isTrouble(answer.json());
    }

    private static boolean isTrouble(JsonNode result) {
        return switch (Words.text(result, "standing")) {
            case "REJECTED", "PARTLY_REJECTED", "UNRECOGNISED", "HELD", "QUARANTINED" -> true;
            default -> false;
        };
    }

    private void print(PrintWriter out, String file, JsonNode result) {
        String standing = Words.text(result, "standing");
        out.println(terminal.bold(file) + "  receipt " + Words.text(result, "transmission") + "  "
                + (standing.isEmpty() ? terminal.dim("durable, still being processed") : terminal.standing(standing)));
        for (JsonNode document : result.path("documents")) {
            out.println("  " + Words.text(document, "type") + " " + Printable.of(Words.text(document, "number")));
        }
        for (JsonNode finding : result.path("findings")) {
            out.println("  " + terminal.warning(Printable.of(place(finding) + Words.text(finding, "message"))));
        }
        for (JsonNode answer : result.path("acknowledgements")) {
            String status = Words.text(answer, "status")
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', ' ');
            out.println("  answered by " + Words.text(answer, "kind") + ", " + status);
        }
    }

    private static String place(JsonNode finding) {
        String segment = Words.text(finding, "segment");
        if (segment.isEmpty()) {
            return "";
        }
        int element = finding.path("element").asInt(0);
        return "segment " + finding.path("segmentOrdinal").asInt() + " " + segment
                + (element == 0 ? "" : ", element " + element) + ": ";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
