package io.lading.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Doing it again by a person's wish. */
abstract class AgainCommand implements Callable<Integer> {
    private static final byte[] NOTHING = {};

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(paramLabel = "ID", description = "The id that find and show print.")
    private String id;

    @Option(names = "--json", description = "The hub's own answer instead of words.")
    private boolean json;

    /** The address to post to, with {@code ID} for the id. */
    abstract String address();

    @Override
    public Integer call() {
        ApiClient.Answer answer =
                hub.post("api/v1/" + address().replace("ID", Words.pathPart(id)), "application/json", NOTHING);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.body());
        } else if (answer.isFine()) {
            out.println("Done: " + Words.text(answer.json(), "transmission"));
        } else {
            out.println(Words.problem(answer));
        }
        return answer.isFine() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    @Command(
            name = "retransmit",
            description = "Sends the same bytes and control numbers again, under a new transport id.")
    static final class Retransmit extends AgainCommand {
        @Override
        String address() {
            return "transmissions/ID/retransmit";
        }
    }

    @Command(
            name = "re-envelope",
            description = "Sends the same document to the same destination under new control numbers.")
    static final class ReEnvelope extends AgainCommand {
        @Override
        String address() {
            return "deliveries/ID/re-envelope";
        }
    }

    @Command(
            name = "reprocess",
            description =
                    "Takes what was received through all stages again, with today's configuration or that of then.")
    static final class Reprocess extends AgainCommand {
        @Option(
                names = "--as-it-was",
                description = "With the agreements, guides, maps and tables it was processed with, not today's.")
        private boolean asItWas;

        @Option(names = "--confirm", description = "Go on although a destination already has it.")
        private boolean confirm;

        @Override
        String address() {
            return "transmissions/ID/reprocess?with=" + (asItWas ? "as-it-was" : "today")
                    + (confirm ? "&confirm=true" : "");
        }
    }
}
