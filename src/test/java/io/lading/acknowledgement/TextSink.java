package io.lading.acknowledgement;

import io.lading.syntax.SegmentSink;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes segments as text, one a line, the way they would go out with {@code * : ^ ~}. */
final class TextSink implements SegmentSink {
    private final StringBuilder out = new StringBuilder();
    private final TreeMap<Integer, TreeMap<Integer, TreeMap<Integer, String>>> elements = new TreeMap<>();
    private String tag = "";

    @Override
    public void begin(String name) {
        tag = name;
        elements.clear();
    }

    @Override
    public void component(int element, int repetition, int component, String value) {
        elements.computeIfAbsent(element, key -> new TreeMap<>())
                .computeIfAbsent(repetition, key -> new TreeMap<>())
                .put(component, value);
    }

    @Override
    public void end() {
        out.append(tag);
        for (int element = 1; element <= elements.lastKey(); element++) {
            out.append('*');
            if (elements.containsKey(element)) {
                append(elements.get(element));
            }
        }
        out.append("~\n");
    }

    private void append(SortedMap<Integer, ? extends SortedMap<Integer, String>> repetitions) {
        repetitions.forEach((repetition, components) -> {
            out.append(repetition > 1 ? "^" : "");
            for (int component = 1; component <= components.lastKey(); component++) {
                out.append(component > 1 ? ":" : "").append(components.getOrDefault(component, ""));
            }
        });
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
