package io.lading.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            // Into a file or a pipe it goes as it is; a terminal would obey it.
            boolean watched = Boolean.getBoolean("lading.terminal");
            out.println(watched ? Printable.lines(answer.body().replace("\r\n", "\n")) : answer.body());
        } else {
            new StoryText(out, Terminal.ofProcess(), ZoneId.systemDefault()).print(answer.json());
        }
        return ExitCode.FINE;
    }
}
