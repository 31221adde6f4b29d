package io.lading.syntax;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set that is a header, a stream of lines and a summary, as inventory reports, sales reports, catalogues and forecasts
 * are. However large it is, it can be read in parts that are cut before a line.
 *
 * @param line packed tag of the first segment of the outermost loop that holds the lines
 * @param end packed tag of a segment behind which there is no cut any more; 0 if there is none
 */
record LineStream(int line, int end) {
    private static final Map<String, LineStream> OF_TYPES = Map.of(
            "846", of("LIN", ""),
            "852", of("LIN", ""),
            "832", of("LIN", ""),
            "830", of("LIN", ""),
            "INVRPT", of("LIN", ""),
            "SLSRPT", of("LOC", "GIS"),
            "PRICAT", of("PGI", ""),
            "DELFOR", of("GIS", ""));

    /** The stream of a type; null for types that come in one piece. */
    static @Nullable LineStream ofType(String setType) {
        return OF_TYPES.get(setType);
    }

    private static LineStream of(String line, String end) {
        return new LineStream(SegmentTable.packTag(line), SegmentTable.packTag(end));
    }
}
