package io.lading.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "work", description = "Lists what waits for a person, why, and the command that makes it go on.")
final class WorkCommand extends HubVerb {
    private static final int MOST = 500;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description =
                    "Only unrecognised, quarantined, held, rejected, given-up, overdue or orphan; several with commas.")
    private List<String> states = new ArrayList<>();

    @Option(names = "--partner", paramLabel = "PARTNER", description = "Only those of this sender or receiver.")
    private @Nullable String partner;

    @Override
    public Integer call() {
        List<JsonNode> entries = entries(hub, states, partner);
        EntryText text = new EntryText(Terminal.ofProcess());
        for (JsonNode entry : entries) {
            if (json) {
                out().println(entry);
                continue;
            }
            out().println(text.work(entry));
            out().println("    " + Printable.of(Words.text(entry, "reason")));
            out().println("    " + Printable.of(Words.text(entry, "whatToDo")) + command(entry));
        }
        if (entries.isEmpty() && !json) {
            out().println("Nothing waits for a person.");
        }
        return entries.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private static String command(JsonNode entry) {
        String action =
                Words.text(entry, "action").toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return action.isEmpty() ? "" : "  ./lading " + action + " " + Words.text(entry, "id");
    }

    /** What of the work list fits, the newest first and at most as much as the hub gives at a time. */
    static List<JsonNode> entries(ApiClient hub, List<String> states, @Nullable String partner) {
        String query = "api/v1/work?limit=" + MOST
                + (states.isEmpty() ? "" : "&state=" + encoded(String.join(",", states)))
                + (partner == null ? "" : "&partner=" + encoded(partner));
        return HubVerb.fine(hub.get(query)).path("work").valueStream().toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
