package io.lading.cli;

import io.lading.mapping.registry.MappingFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "plan",
        description =
                "Shows what applying the partner files would change, what is wrong with them, and what would become"
                        + " of documents.")
final class PartnerPlanCommand extends PartnerCommand.Verb {
    private static final Duration TRYING = Duration.ofMinutes(5);
    private static final int MOST_NUMBERS = 10;

    @Option(
            names = "--since",
            paramLabel = "AGO",
            description =
                    "Replays what was received so long ago or later, 7d for instance, with today's configuration and"
                            + " with the one planned, in memory.")
    private @Nullable String since;

    @Option(names = "--most", paramLabel = "N", description = "Replays at most so many transmissions. Default: 10000.")
    private @Nullable Integer most;

    @Option(names = "--samples", paramLabel = "FOLDER", description = "Replays the files of a folder.")
    private @Nullable Path samples;

    @Option(
            names = "--through",
            paramLabel = "CONNECTION",
            description = "The connection samples come by, globex/orders-in for instance. Default: their sender's.")
    private @Nullable String through;

    @Option(
            names = "--mappings",
            paramLabel = "FOLDER",
            description = "Plans with the maps, schemas and code lists of this folder. Default: the hub's.")
    private @Nullable Path mappings;

    @Override
    public Integer call() throws IOException {
        JsonNode plan = fine(hub.post(
                "api/v1/partners/plan",
                "application/json",
                proposal().toString().getBytes(StandardCharsets.UTF_8),
                TRYING));
        if (json) {
            out().println(plan);
            return plan.path("problems").isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        changes(plan);
        if (problems(plan)) {
            return ExitCode.FINDINGS;
        }
        plan.path("notes").forEach(note -> out().println(note.asString()));
        if (plan.has("replay")) {
            replay(plan.path("replay"));
        }
        int changes = plan.path("changes").size();
        String version = plan.path("inForce").asLong() + hub(plan);
        out().println(
                        changes == 0
                                ? "Nothing would change: " + folder + " is what is in force (version " + version + ")."
                                : PartnerCommand.counted(changes, "change") + " to version " + version
                                        + ". ./lading partner apply takes " + (changes == 1 ? "it" : "them")
                                        + " into force.");
        return ExitCode.FINE;
    }

    private ObjectNode proposal() throws IOException {
        ObjectNode body = body();
        if (since != null) {
            body.put("since", since);
        }
        if (most != null) {
            body.put("most", most);
        }
        if (through != null) {
            body.put("through", through);
        }
        if (samples != null) {
            ObjectNode contents = body.putObject("samples");
            try (Stream<Path> files = Files.list(samples)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    contents.put(
                            file.getFileName().toString(),
                            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
                }
            }
        }
        if (mappings != null) {
            ObjectNode contents = body.putObject("mappings");
            MappingFiles.read(mappings, "")
                    .contents()
                    .forEach((path, content) ->
                            contents.put(path, Base64.getEncoder().encodeToString(content)));
        }
        return body;
    }

    // ---- what would become of documents -----------------------------------------------------------------------------

    private void replay(JsonNode replay) {
        int documents = replay.path("documents").asInt();
        double seconds = replay.path("seconds").asDouble();
        String what = since == null ? "" : " received in the last " + since;
        String speed = seconds > 0 ? String.format(Locale.ROOT, " (%,.0f a second)", documents / seconds) : "";
        out().println("Replayed " + PartnerCommand.counted(documents, "document") + what + speed + ":");
        count(replay.path("unchanged").asInt(), "unchanged");
        refused(replay.path("rejected"), "would now be rejected:");
        refused(replay.path("accepted"), "would now be accepted, and are refused today:");
        moved(replay.path("elsewhere"));
        different(replay.path("different"));
        replay.path("notes").forEach(note -> out().println("  " + note.asString()));
    }

    private void count(int count, String what) {
        out().println(String.format(Locale.ROOT, "%,7d %s", count, what));
    }

    /** Those of one reason together. */
    private void refused(JsonNode listed, String what) {
        if (listed.path("count").asInt() == 0) {
            return;
        }
        count(listed.path("count").asInt(), what);
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        listed.path("first").forEach(refused -> byReason.computeIfAbsent(
                        refused.path("reason").asString(), reason -> new ArrayList<>())
                .add(refused.path("document").path("number").asString()));
        byReason.forEach((reason, numbers) -> out().println("        " + some(numbers) + "   " + reason));
    }

    private static String some(List<String> numbers) {
        int shown = Math.min(MOST_NUMBERS, numbers.size());
        String rest = shown < numbers.size() ? " and " + (numbers.size() - shown) + " more" : "";
        return String.join(", ", numbers.subList(0, shown)) + rest;
    }

    private void moved(JsonNode listed) {
        if (listed.path("count").asInt() == 0) {
            return;
        }
        count(listed.path("count").asInt(), "would go elsewhere:");
        Map<String, List<String>> byWay = new LinkedHashMap<>();
        listed.path("first").forEach(moved -> byWay.computeIfAbsent(
                        names(moved.path("before")) + " → " + names(moved.path("after")), way -> new ArrayList<>())
                .add(moved.path("document").path("number").asString()));
        byWay.forEach((way, numbers) -> out().println("        " + some(numbers) + "   " + way));
    }

    private static String names(JsonNode destinations) {
        List<String> names = new ArrayList<>();
        destinations.forEach(destination -> names.add(destination.asString()));
        return names.isEmpty() ? "nowhere" : String.join(", ", names);
    }

    private void different(JsonNode listed) {
        if (listed.path("count").asInt() == 0) {
            return;
        }
        count(listed.path("count").asInt(), "would be different:");
        int shown = 0;
        for (JsonNode different : listed.path("first")) {
            if (shown++ == MOST_NUMBERS) {
                out().println("        … --json lists more");
                return;
            }
            out().println("        " + different.path("document").path("number").asString());
            different.path("fields").forEach(field -> out().println(
                            "          " + field.path("path").asString() + ": " + value(field.path("before")) + " → "
                                    + value(field.path("after"))));
            int more =
                    different.path("count").asInt() - different.path("fields").size();
            if (more > 0) {
                out().println("          and " + more + " more");
            }
        }
    }

    private static String value(JsonNode node) {
        String text = node.asString("");
        return text.isEmpty() ? "nothing" : '"' + text + '"';
    }
}
