package io.lading.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "find", description = "Finds documents and transmissions by any number, name or id, the newest first.")
final class FindCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(paramLabel = "TEXT", description = "An order number, control number, file name or id.")
    private String wanted;

    @Option(names = "--limit", defaultValue = "20", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "One JSON object on a line for each.")
    private boolean json;

    @Override
    public Integer call() {
        String query = "text=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8) + "&limit=" + limit;
        ApiClient.Answer answer = hub.get("api/v1/activity?" + query);
        PrintWriter out = spec.commandLine().getOut();
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        JsonNode found = answer.json().path("activity");
        EntryText text = new EntryText(Terminal.ofProcess(), Clock.systemUTC());
        for (JsonNode entry : found) {
            out.println(json ? entry.toString() : text.line(entry));
        }
        if (found.isEmpty() && !json) {
            out.println("Nothing is known by \"" + wanted + "\".");
        }
        return found.isEmpty() ? ExitCode.FINDINGS : ExitCode.FINE;
    }
}
