package io.lading.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two files.
 *
 * @param part the interchange, group or set, for people
 * @param transactionSet its control number in the first file that has it; null for envelopes
 * @param segment the tag
 * @param firstOrdinal the segment's place in its set in the first file; 0 if it has none
 * @param secondOrdinal the same in the second
 * @param element 0 if the whole segment is meant
 * @param name our name of the element or segment; empty if unknown
 * @param first what stands in the first file; empty if nothing does
 */
record Difference(
        String part,
        @Nullable String transactionSet,
        String segment,
        int firstOrdinal,
        int secondOrdinal,
        int element,
        int component,
        int repetition,
        String name,
        String first,
        String second) {

    /** Where, without the element: differences of one place are listed below it. */
    String place() {
        return part;
    }

    String where() {
        StringBuilder out = new StringBuilder("segment ");
        out.append(firstOrdinal == 0 ? secondOrdinal : firstOrdinal);
        if (firstOrdinal != 0 && secondOrdinal != 0 && firstOrdinal != secondOrdinal) {
            out.append("/").append(secondOrdinal);
        }
        out.append(' ').append(segment);
        if (element > 0) {
            out.append(" element ").append(element);
        }
        if (component > 0) {
            out.append(" component ").append(component);
        }
        if (repetition > 1) {
            out.append(" repetition ").append(repetition);
        }
        return name.isEmpty()
                ? out.toString()
                : out.append(" (").append(name).append(')').toString();
    }

    Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("part", part);
        object.put("transactionSet", transactionSet);
        object.put("segment", segment);
        object.put("firstOrdinal", firstOrdinal == 0 ? null : firstOrdinal);
        object.put("secondOrdinal", secondOrdinal == 0 ? null : secondOrdinal);
        object.put("element", element == 0 ? null : element);
        object.put("component", component == 0 ? null : component);
        object.put("repetition", repetition == 0 ? null : repetition);
        object.put("name", name);
        object.put("first", first);
        object.put("second", second);
        return object;
    }
}
