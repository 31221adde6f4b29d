package io.lading.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Codes of an element with our labels. Only a closed list refuses other codes; an open one just knows what some of them
 * mean.
 */
public final class CodeList {
    private static final int MOST_CODES_IN_TEXT = 12;

    private final Map<String, String> labels;
    private final boolean closed;
    private final byte[][] sorted;

    public CodeList(Map<String, String> labels, boolean closed) {
        this.labels = Map.copyOf(labels);
        this.closed = closed;
        this.sorted = labels.keySet().stream()
                .map(code -> code.getBytes(StandardCharsets.ISO_8859_1))
                .sorted(Arrays::compare)
                .toArray(byte[][]::new);
    }

    public boolean isClosed() {
        return closed;
    }

    public @Nullable String label(String code) {
        return labels.get(code);
    }

    Map<String, String> labels() {
        return labels;
    }

    public Set<String> codes() {
        return labels.keySet();
    }

    /** Hot path: true if these bytes are one of the codes. */
    public boolean contains(byte[] bytes, int start, int end) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] code = sorted[middle];
            int order = Arrays.compare(code, 0, code.length, bytes, start, end);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** {@code one of 00, 01, 05}, as it would follow "expected". */
    public String words() {
        List<String> codes = labels.keySet().stream().sorted().toList();
        if (codes.size() == 1) {
            return codes.get(0);
        }
        String shown = codes.stream().limit(MOST_CODES_IN_TEXT).collect(Collectors.joining(", "));
        return "one of " + shown + (codes.size() > MOST_CODES_IN_TEXT ? ", …" : "");
    }

    CodeList with(Set<String> more) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        more.forEach(code -> all.putIfAbsent(code, ""));
        return new CodeList(all, closed);
    }

    static CodeList closed(Set<String> codes, Map<String, String> knownLabels) {
        Map<String, String> only = new LinkedHashMap<>();
        codes.forEach(code -> only.put(code, knownLabels.getOrDefault(code, "")));
        return new CodeList(only, true);
    }
}
