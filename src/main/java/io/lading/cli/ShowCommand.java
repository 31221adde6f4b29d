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

@Command(name = "show", description = "Shows a document's or transmission's story, by the id that find prints.")
final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(paramLabel = "ID", description = "The id of a document or transmission.")
    private String id;

    @Option(names = "--json", description = "Everything that is known of it, as one JSON object.")
    private boolean json;

    @Option(
            names = "--payload",
            description = "The bytes: the canonical JSON of a document, what came or went of a transmission.")
    private boolean payload;

    @Override
    public Integer call() {
        String part = payload ? "/payload" : json ? "" : "/timeline";
        ApiClient.Answer answer = hub.get("api/v1/documents/" + Words.pathPart(id) + part);
        if (!answer.isFine()) {
            answer = hub.get("api/v1/transmissions/" + Words.pathPart(id) + part);
        }
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (payload || json) {
            out.println(answer.body());
        } else {
            story(out, answer.json());
        }
        return ExitCode.FINE;
    }

    private static void story(PrintWriter out, JsonNode story) {
        out.println(Words.text(story, "title") + "  " + Words.text(story, "subject"));
        for (JsonNode step : story.path("steps")) {
            out.println("  " + Words.padded(Words.text(step, "at"), 28) + Words.padded(Words.text(step, "word"), 14)
                    + Words.text(step, "text"));
        }
    }
}
