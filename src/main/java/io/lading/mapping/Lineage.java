package io.lading.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each field of a document came from, or went to.
 *
 * @param entries in the order of the segments
 */
public record Lineage(List<Entry> entries) {
    /** Of what is not known. */
    public static final Lineage NONE = new Lineage(List.of());

    /** True if a field of this path is among them. */
    boolean holds(@Nullable String field) {
        return entries.stream().anyMatch(entry -> entry.field().equals(field));
    }

    /** Of one of several documents alone. */
    public Lineage ofDocument(int document) {
        return new Lineage(
                entries.stream().filter(entry -> entry.document() == document).toList());
    }

    /**
     * One field.
     *
     * @param document which of the documents, from 0
     * @param field its path: {@code lines[2].price.amount}
     * @param rule where the rule stands: {@code mappings/x12/850-order/binding.yaml:14}
     * @param segmentOrdinal counted from ST or UNH = 1
     * @param offset of the first byte in the clear bytes; -1 when writing
     * @param length in bytes when reading, in characters when writing
     */
    public record Entry(
            int document,
            String field,
            String rule,
            String segment,
            int segmentOrdinal,
            int element,
            int component,
            long offset,
            int length) {

        /** The same as another document's, under that one's path. */
        public Entry of(int other, String path) {
            return new Entry(other, path, rule, segment, segmentOrdinal, element, component, offset, length);
        }
    }
}
