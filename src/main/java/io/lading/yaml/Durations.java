package io.lading.yaml;

import java.time.Duration;
import java.util.Optional;

/** Durations as people write them in our files: a whole number and its unit, {@code 500ms 30s 15m 24h 365d}. */
public final class Durations {

    /** What a message says was expected. */
    public static final String EXPECTED = "a duration with its unit, such as 500ms, 30s, 15m, 24h or 365d";

    private Durations() {}

    /** The duration, or nothing if the text is not one. */
    public static Optional<Duration> parse(String text) {
        int digits = leadingDigits(text);
        if (digits == 0 || digits > 9) {
            return Optional.empty();
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Optional.of(Duration.ofMillis(amount));
            case "s" -> Optional.of(Duration.ofSeconds(amount));
            case "m" -> Optional.of(Duration.ofMinutes(amount));
            case "h" -> Optional.of(Duration.ofHours(amount));
            case "d" -> Optional.of(Duration.ofDays(amount));
            default -> Optional.empty();
        };
    }

    /** The same in the largest unit that loses nothing. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + "d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    static int leadingDigits(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
