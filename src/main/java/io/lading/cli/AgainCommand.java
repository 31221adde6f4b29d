package io.lading.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
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

/** Doing it again by a person's wish: what ids name, or all of the work list that fits. */
abstract class AgainCommand implements Callable<Integer> {
    private static final byte[] NOTHING = {};

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids that find, show and work print.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "Instead of ids: all of the work list in this state, such as given-up or held.")
    private List<String> states = new ArrayList<>();

    @Option(names = "--partner", paramLabel = "PARTNER", description = "Only those of this sender or receiver.")
    private @Nullable String partner;

    @Option(names = "--json", description = "The hub's own answers instead of words, one on a line.")
    private boolean json;

    /** The address to post to, for an id. */
    abstract String address(ApiClient client, String id);

    /** What the work list calls this way out. */
    abstract String action();

    @Override
    public Integer call() {
        boolean listed = !states.isEmpty() || partner != null;
        if (ids.isEmpty() != listed) {
            throw new WrongUseException("Say what to do again: by ids, or by --state, --partner or both.");
        }
        List<String> wanted = listed ? listed() : ids;
        PrintWriter out = spec.commandLine().getOut();
        if (wanted.isEmpty()) {
            out.println("Nothing of the work list fits that can be done again so.");
            return ExitCode.FINDINGS;
        }
        boolean fine = true;
        for (String id : wanted) {
            fine &= again(id, out);
            out.flush();
        }
        return fine ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private List<String> listed() {
        return WorkCommand.entries(hub, states, partner).stream()
                .filter(entry -> Words.text(entry, "action").equals(action()))
                .map(entry -> Words.text(entry, "id"))
                .toList();
    }

    private boolean again(String id, PrintWriter out) {
        ApiClient.Answer answer = hub.post("api/v1/" + address(hub, Words.pathPart(id)), "application/json", NOTHING);
        if (json) {
            out.println(answer.body());
        } else if (answer.isFine()) {
            out.println("Done: " + String.join(", ", transmissions(answer.json())));
        } else {
            out.println((ids.size() == 1 ? "" : id + ": ") + Words.problem(answer));
        }
        return answer.isFine();
    }

    private static List<String> transmissions(JsonNode answer) {
        List<String> several = answer.path("transmissions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        return several.isEmpty() ? List.of(Words.text(answer, "transmission")) : several;
    }

    @Command(
            name = "retransmit",
            description = "Sends the same bytes and control numbers again, under a new transport id.",
            footer = "Of a document's id: what carried it, to each destination that did not take it.")
    static final class Retransmit extends AgainCommand {
        @Override
        String address(ApiClient client, String id) {
            boolean document = client.get("api/v1/documents/" + id).isFine();
            return (document ? "documents/" : "transmissions/") + id + "/retransmit";
        }

        @Override
        String action() {
            return "RETRANSMIT";
        }
    }

    @Command(
            name = "re-envelope",
            description = "Sends the same document to the same destination under new control numbers.")
    static final class ReEnvelope extends AgainCommand {
        @Override
        String address(ApiClient client, String id) {
            return "deliveries/" + id + "/re-envelope";
        }

        @Override
        String action() {
            return "RE_ENVELOPE";
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
        String address(ApiClient client, String id) {
            return "transmissions/" + id + "/reprocess?with=" + (asItWas ? "as-it-was" : "today")
                    + (confirm ? "&confirm=true" : "");
        }

        @Override
        String action() {
            return "REPROCESS";
        }
    }
}
