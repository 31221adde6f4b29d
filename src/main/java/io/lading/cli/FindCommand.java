package io.lading.cli;

import io.lading.yaml.Durations;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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

@Command(
        name = "find",
        description = "Finds documents and transmissions by any number, name or id, by state, partner and time.")
final class FindCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ApiClient hub;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "An order number or its beginning, a control number, file name or id.")
    private @Nullable String wanted;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Where it stands: delivered, rejected, held, quarantined, unrecognised, given-up, overdue …")
    private @Nullable String state;

    @Option(names = "--partner", paramLabel = "PARTNER", description = "As sender or receiver.")
    private @Nullable String partner;

    @Option(names = "--type", paramLabel = "TYPE", description = "A document, set or syntax: Order, 850, JSON.")
    private @Nullable String type;

    @Option(names = "--direction", paramLabel = "in|out", description = "Only what was received, or sent.")
    private @Nullable String direction;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Not before: 2h, 7d, 2026-10-01 or 2026-10-01T10:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before; written as for --since.")
    private @Nullable String until;

    @Option(names = "--limit", defaultValue = "20", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "One JSON object on a line for each.")
    private boolean json;

    private final Clock clock = Clock.system(ZoneId.systemDefault());

    @Override
    public Integer call() {
        List<String> query = new ArrayList<>();
        add(query, "text", wanted);
        add(query, "state", state);
        add(query, "partner", partner);
        add(query, "type", type);
        add(query, "direction", direction);
        add(query, "from", since == null ? null : instant("--since", since).toString());
        add(query, "to", until == null ? null : instant("--until", until).toString());
        add(query, "limit", String.valueOf(limit));
        ApiClient.Answer answer = hub.get("api/v1/activity?" + String.join("&", query));
        PrintWriter out = spec.commandLine().getOut();
        if (!answer.isFine()) {
            throw new WrongUseException(Words.problem(answer));
        }
        JsonNode found = answer.json().path("activity");
        EntryText text = new EntryText(Terminal.ofProcess());
        for (JsonNode entry : found) {
            out.println(json ? entry.toString() : text.line(entry));
        }
        if (found.isEmpty() && !json) {
            out.println(wanted == null ? "Nothing matches." : "Nothing matches \"" + wanted + "\".");
        }
        return found.isEmpty() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private static void add(List<String> query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** A time ago, the beginning of a day where this machine is, or an instant. */
    private Instant instant(String option, String text) {
        return Durations.parse(text).map(clock.instant()::minus).orElseGet(() -> {
            try {
                return text.length() == "2026-10-01".length()
                        ? LocalDate.parse(text)
                                .atStartOfDay(ZoneId.systemDefault())
                                .toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new WrongUseException(option + ": expected a time such as 2h, 7d, 2026-10-01 or "
                        + Instant.parse("2026-10-01T10:00:00Z").truncatedTo(ChronoUnit.SECONDS) + "; found '" + text
                        + "'.");
            }
        });
    }
}
