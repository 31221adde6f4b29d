package io.lading.operations;

import java.util.function.Supplier;

/**
 * Something that people must see to, and that is no reason to send the hub no work.
 *
 * @param name one word, such as {@code audit}
 * @param word {@code UP} if all is well, else what is wrong in a few words that tell a stranger nothing
 * @param why what is wrong and what to do, for those who may know; empty if nothing is
 */
record HealthNote(String name, Supplier<String> word, Supplier<String> why) {
    static final String UP = "UP";

    /** The same in one word for strangers: somebody should look. */
    static HealthNote attention(String name, Supplier<String> why) {
        return new HealthNote(name, () -> why.get().isEmpty() ? UP : "ATTENTION", why);
    }
}
