package io.lading.partner;

import java.util.Optional;

/**
 * What is put where a document says nothing and the set that is written for a partner must, as both agreed.
 *
 * @param unit of quantities, as the documents name it: {@code EA}
 * @param lineNumbers the step in which lines without a number are counted
 * @param itemScheme the kind of number that an item number is written as whose own kind has no code there: {@code mutual}
 */
public record Supplied(Optional<String> unit, int lineNumbers, Optional<String> itemScheme) {
    /** Where nothing is agreed. */
    public static final Supplied NONE = new Supplied(Optional.empty(), 1, Optional.empty());

    static Supplied read(FileReading entry) {
        FileReading defaults = entry.of("defaults");
        String step = defaults.text("lineNumbers", "1");
        if (!step.matches("[1-9][0-9]{0,3}")) {
            defaults.problem(
                    "lineNumbers", "'lineNumbers' is the step lines are counted in, such as 10; found '" + step + "'.");
            step = "1";
        }
        return new Supplied(defaults.text("unit"), Integer.parseInt(step), defaults.text("itemScheme"));
    }
}
