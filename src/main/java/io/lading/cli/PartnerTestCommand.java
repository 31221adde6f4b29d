package io.lading.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "test",
        description =
                "Tries a partner's connections step by step: names, network, TLS, sign-in, rights. Sends no document"
                        + " unless --send says so.")
final class PartnerTestCommand implements Callable<Integer> {
    private static final String SAMPLE = "sample";
    private static final int WIDEST_STEP = 12;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(index = "0", paramLabel = "PARTNER", description = "The partner, as its file calls it.")
    private String partner = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONNECTION",
            description = "One of its connections; all of them if absent.")
    private @Nullable String connection;

    @Option(
            names = "--send",
            paramLabel = "FILE",
            description = "Sends this file, or '" + SAMPLE + "' for a line of text, through each outbound connection;"
                    + " it is not taken into the record.")
    private @Nullable String send;

    @Option(names = "--json", description = "The hub's answer as one JSON object.")
    private boolean json;

    private final Terminal terminal = Terminal.ofProcess();

    @Override
    public Integer call() throws IOException {
        ApiClient.Answer answer = hub.post(
                "api/v1/partners/" + Words.pathPart(partner) + "/test",
                "application/json",
                request().toString().getBytes(StandardCharsets.UTF_8));
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        if (json) {
            spec.commandLine().getOut().println(answer.json());
        }
        boolean fine = true;
        for (JsonNode tested : answer.json().path("connections")) {
            fine &= print(tested);
        }
        return fine ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private ObjectNode request() throws IOException {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        if (connection != null) {
            int slash = connection.indexOf('/');
            request.put("connection", connection.substring(slash + 1));
        }
        if (send != null) {
            ObjectNode file = request.putObject("send");
            boolean sample = send.equals(SAMPLE) && !Files.exists(Path.of(send));
            byte[] content = sample
                    ? "This is a test of the connection; it is no document and needs no answer.\n"
                            .getBytes(StandardCharsets.US_ASCII)
                    : bytes(Path.of(send));
            String name = sample ? "test.txt" : String.valueOf(Path.of(send).getFileName());
            file.put("name", name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]", "x"));
            file.put("mediaType", sample ? "text/plain" : "application/octet-stream");
            file.put("content", Base64.getEncoder().encodeToString(content));
        }
        return request;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongUseException("There is no file " + file + "; --send sample sends a line of text.");
        }
        return Files.readAllBytes(file);
    }

    /** False if a step failed. */
    private boolean print(JsonNode tested) {
        PrintWriter out = spec.commandLine().getOut();
        boolean fine = true;
        if (!json) {
            out.println(terminal.bold(Words.text(tested, "connection")) + "  (" + Words.text(tested, "door") + ")");
        }
        for (JsonNode step : tested.path("steps")) {
            String result = Words.text(step, "result");
            fine &= !result.equals("FAILED");
            if (json) {
                continue;
            }
            long took = step.path("milliseconds").asLong();
            out.println("  " + mark(result) + Words.padded(Words.text(step, "name"), WIDEST_STEP)
                    + Words.text(step, "sentence") + (took > 0 ? terminal.dim("  " + took + " ms") : ""));
            if (!Words.text(step, "advice").isEmpty()) {
                out.println(" ".repeat(WIDEST_STEP + 7) + Words.text(step, "advice"));
            }
        }
        return fine;
    }

    private String mark(String result) {
        return switch (result.toUpperCase(Locale.ROOT)) {
            case "OK" -> terminal.good("ok   ");
            case "WARNING" -> terminal.warning("!    ");
            case "FAILED" -> terminal.bad("no   ");
            default -> terminal.dim("·    ");
        };
    }
}
