package io.lading.cli.bench.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one kind of work on one kind of input.
 *
 * @param name of the work
 * @param syntax {@code X12} or {@code EDIFACT}
 * @param lines of each order
 * @param peer the library that did it; null for ours
 * @param bytesPerSecond of processor time of one thread
 * @param allocated bytes for each byte of input
 */
record Row(
        String name,
        String syntax,
        int lines,
        @Nullable String peer,
        double bytesPerSecond,
        double documentsPerSecond,
        double allocated) {
    private static final double MEGA = 1e6;

    double megabytesPerSecond() {
        return bytesPerSecond / MEGA;
    }

    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", name);
        object.put("syntax", syntax);
        object.put("lines", lines);
        if (peer != null) {
            object.put("peer", peer);
        }
        object.put("megabytesPerSecond", rounded(megabytesPerSecond()));
        object.put("documentsPerSecond", rounded(documentsPerSecond));
        object.put("allocatedBytesPerInputByte", rounded(allocated));
        return object;
    }

    /** Three significant decimals are more than a machine repeats. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
