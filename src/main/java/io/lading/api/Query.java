package io.lading.api;

import io.lading.tracking.Direction;
import io.lading.tracking.RecordId;
import io.lading.tracking.Search;
import io.lading.tracking.Standing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request. Read from the query string alone: asking the servlet for a parameter would read the body of
 * a request that curl marked as a form. A name that is not known is refused, for a filter that silently does nothing
 * shows the wrong thing.
 */
final class Query {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final List<String> SEARCH = List.of(
            "text",
            "number",
            "partner",
            "connection",
            "transmission",
            "direction",
            "type",
            "state",
            "from",
            "to",
            "limit",
            "after");

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query of(@Nullable String queryString, List<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        if (queryString != null && !queryString.isEmpty()) {
            for (String pair : queryString.split("&")) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (!known.contains(name)) {
                    throw Refusal.wrong("The parameter '" + name + "' is not known here; these are: "
                            + String.join(", ", known) + ".");
                }
                values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        values.values().removeIf(String::isBlank);
        return new Query(values);
    }

    static Search search(@Nullable String queryString) {
        return of(queryString, SEARCH).search();
    }

    private Search search() {
        return new Search.Builder()
                .text(values.get("text"))
                .number(values.get("number"))
                .partner(values.get("partner"))
                .connection(values.get("connection"))
                .transmission(id("transmission"))
                .direction(direction())
                .type(values.get("type"))
                .state(state())
                .from(instant("from"))
                .to(instant("to"))
                .limit(limit())
                .after(id("after"))
                .build();
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The id of the last one of the page before. */
    Optional<Long> after() {
        return Optional.ofNullable(id("after"));
    }

    boolean isOn(String name) {
        return "true".equals(values.get(name));
    }

    /** {@code 5s}, {@code 500ms}, {@code 1m}. */
    Optional<Duration> duration(String name) {
        return value(name).map(text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                throw unreadable(name, "a duration such as 5s or 500ms", text);
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        });
    }

    private @Nullable Direction direction() {
        String text = values.get("direction");
        if (text == null) {
            return null;
        }
        return Arrays.stream(Direction.values())
                .filter(direction -> direction.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> unreadable("direction", "in or out", text));
    }

    private @Nullable Standing state() {
        String text = values.get("state");
        if (text == null) {
            return null;
        }
        String words = Arrays.stream(Standing.values()).map(Standing::code).collect(Collectors.joining(", "));
        return Standing.parse(text).orElseThrow(() -> unreadable("state", "one of " + words, text));
    }

    private @Nullable Instant instant(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw unreadable(name, "an instant such as 2026-10-01T10:00:00Z", text);
        }
    }

    int limit() {
        String text = values.getOrDefault("limit", "50");
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > Search.MOST) {
            throw unreadable("limit", "a number from 1 to " + Search.MOST, text);
        }
        return Integer.parseInt(text);
    }

    private @Nullable Long id(String name) {
        String text = values.get(name);
        return text == null ? null : id(name, text);
    }

    private static long id(String name, String text) {
        OptionalLong id = RecordId.parse(text);
        return id.orElseThrow(() -> unreadable(name, "an id of 13 letters and digits", text));
    }

    private static Refusal unreadable(String name, String expected, String found) {
        return Refusal.wrong("The parameter '" + name + "': expected " + expected + ", found \"" + found + "\".");
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0) {
                throw Refusal.wrong("The query holds a NUL (%00), which no value has.");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw Refusal.wrong("The query is not well encoded: " + e.getMessage() + ".");
        }
    }
}
