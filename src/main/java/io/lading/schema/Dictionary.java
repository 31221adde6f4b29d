package io.lading.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** What all sets of one release share: elements, composites, segments and codes. */
final class Dictionary {
    final String release;
    final Map<String, ElementDefinition> elements = new LinkedHashMap<>();
    final Map<String, Layout> composites = new LinkedHashMap<>();
    final Map<String, Layout> segments = new LinkedHashMap<>();
    final Map<String, CodeList> codes = new LinkedHashMap<>();

    Dictionary(String release) {
        this.release = release;
    }

    /** A later release begins with all that an earlier one has and states what differs. */
    void startFrom(Dictionary earlier) {
        elements.putAll(earlier.elements);
        composites.putAll(earlier.composites);
        segments.putAll(earlier.segments);
        codes.putAll(earlier.codes);
    }
}
