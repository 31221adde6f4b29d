package io.lading.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all sets of one release share: elements, composites, segments and codes. */
final class Dictionary {
    final String release;
    final Map<String, ElementDefinition> elements = new LinkedHashMap<>();
    final Map<String, Layout> composites = new LinkedHashMap<>();
    final Map<String, Layout> segments = new LinkedHashMap<>();
    final Map<String, CodeList> codes = new LinkedHashMap<>();
    /** Segments of the standard, whether described here or not. */
    final Set<String> tags = new HashSet<>();

    /** The service segments of EDIFACT's syntax version 4, where this release may travel in it. */
    @Nullable
    Dictionary syntaxFour;

    Dictionary(String release) {
        this.release = release;
    }

    /** A later release begins with all that an earlier one has and states what differs. */
    void startFrom(Dictionary earlier) {
        elements.putAll(earlier.elements);
        composites.putAll(earlier.composites);
        segments.putAll(earlier.segments);
        codes.putAll(earlier.codes);
        tags.addAll(earlier.tags);
    }
}
