package io.lading.operations;

import java.util.function.Supplier;

/**
 * Something that people must see to, and that is no reason to send the hub no work.
 *
 * @param name one word, such as {@code audit}
 * @param word {@code UP} if all is well, else what is wrong in a few words that tell a stranger nothing
 */
record HealthNote(String name, Supplier<String> word) {
    static final String UP = "UP";
}
