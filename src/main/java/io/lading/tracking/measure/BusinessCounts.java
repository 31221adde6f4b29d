package io.lading.tracking.measure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Counts what this process made durable since it started, by partner and state. Partners come from the configuration,
 * never from a file's content, so their number is bounded. Thread-safe.
 */
public final class BusinessCounts {
    /** What is counted. */
    public enum What {
        TRANSMISSIONS("Transmissions that came through the process hop, by what became of them."),
        SETS("Transaction sets, and documents without an envelope, by what became of them."),
        DELIVERIES("Tries to deliver, by their outcome.");

        private final String description;

        What(String description) {
            this.description = description;
        }

        public String description() {
            return description;
        }
    }

    /** @param partner whose connection it came or went through */
    public record Series(What what, String partner, String state) {}

    private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

    public void count(What what, String partner, Enum<?> state, long number) {
        if (number > 0) {
            counts.computeIfAbsent(new Series(what, partner, state.name()), series -> new LongAdder())
                    .add(number);
        }
    }

    /** All partners together. */
    public long total(What what, String state) {
        return counts.entrySet().stream()
                .filter(entry ->
                        entry.getKey().what() == what && entry.getKey().state().equals(state))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Gives each series and what counts it, which goes on counting. */
    public void each(BiConsumer<Series, LongAdder> reader) {
        counts.forEach(reader);
    }
}
