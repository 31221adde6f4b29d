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
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    private final Map<String, String> labels;
    private final boolean closed;
    /** The codes of up to eight bytes, hashed; zero is no code. */
    private final long[] packed;

    private final byte[][] longOnes;

    public CodeList(Map<String, String> labels, boolean closed) {
        this.labels = Map.copyOf(labels);
        this.closed = closed;
        this.packed = table(labels.keySet());
        this.longOnes = labels.keySet().stream()
                .map(code -> code.getBytes(StandardCharsets.ISO_8859_1))
                .filter(code -> code.length > Long.BYTES)
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
        if (end - start > Long.BYTES) {
            return containsLong(bytes, start, end);
        }
        long wanted = pack(bytes, start, end);
        int slot = slot(wanted, packed.length);
        while (packed[slot] != 0) {
            if (packed[slot] == wanted) {
                return true;
            }
            slot = (slot + 1) & (packed.length - 1);
        }
        return false;
    }

    private boolean containsLong(byte[] bytes, int start, int end) {
        for (byte[] code : longOnes) {
            if (Arrays.equals(code, 0, code.length, bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    /** Up to eight bytes as one number; no code is empty, and none holds a zero byte. */
    private static long pack(byte[] bytes, int start, int end) {
        long word = 0;
        for (int i = start; i < end; i++) {
            word = word << Byte.SIZE | (bytes[i] & 0xFF);
        }
        return word;
    }

    private static int slot(long word, int size) {
        long mixed = word * HASH_FACTOR;
        return (int) (mixed >>> 40) & (size - 1);
    }

    private static long[] table(Set<String> codes) {
        long[] table = new long[Integer.highestOneBit(codes.size() * 4 + 3)];
        for (String code : codes) {
            byte[] bytes = code.getBytes(StandardCharsets.ISO_8859_1);
            if (bytes.length <= Long.BYTES && bytes.length > 0) {
                int slot = slot(pack(bytes, 0, bytes.length), table.length);
                while (table[slot] != 0) {
                    slot = (slot + 1) & (table.length - 1);
                }
                table[slot] = pack(bytes, 0, bytes.length);
            }
        }
        return table;
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
