package io.lading.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "tail", description = "Shows what comes in and what becomes of it, as it happens, until Ctrl-C.")
final class TailCommand implements Callable<Integer> {
    private static final long EVERY_MILLIS = 1_000;
    private static final int WINDOW = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Option(
            names = "-n",
            defaultValue = "10",
            paramLabel = "N",
            description = "Begin with the last N. Default: ${DEFAULT-VALUE}.")
    private int last;

    @Option(names = "--once", description = "Print them and end.")
    private boolean once;

    @Option(names = "--json", description = "One object on a line for each.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        EntryText text = new EntryText(Terminal.ofProcess());
        Map<String, String> shown = new HashMap<>();
        print(text, last(recent(), shown));
        while (!once) {
            Thread.sleep(EVERY_MILLIS);
            print(text, changed(recent(), shown));
        }
        return ExitCode.FINE;
    }

    /** Oldest first. */
    private List<JsonNode> recent() {
        ApiClient.Answer answer = hub.get("api/v1/activity?direction=in&limit=" + WINDOW);
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        List<JsonNode> entries = new ArrayList<>();
        answer.json().path("activity").forEach(entries::add);
        Collections.reverse(entries);
        return entries;
    }

    private List<JsonNode> last(List<JsonNode> entries, Map<String, String> shown) {
        changed(entries, shown);
        return entries.subList(Math.max(0, entries.size() - last), entries.size());
    }

    /** Those that are new, or stand elsewhere than when they were shown. */
    private static List<JsonNode> changed(List<JsonNode> entries, Map<String, String> shown) {
        List<JsonNode> changed = new ArrayList<>();
        for (JsonNode entry : entries) {
            String standing = Words.text(entry, "standing");
            if (!standing.equals(shown.put(Words.text(entry, "id"), standing))) {
                changed.add(entry);
            }
        }
        return changed;
    }

    private void print(EntryText text, List<JsonNode> entries) {
        PrintWriter out = spec.commandLine().getOut();
        entries.forEach(entry -> out.println(json ? entry.toString() : text.line(entry)));
        out.flush();
    }
}
