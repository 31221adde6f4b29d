package io.lading.syntax.x12;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import org.jspecify.annotations.Nullable;

/** Knows in which interchange, group and transaction set the reader stands, and makes findings that say so. */
final class EnvelopeFindings {
    private static final int LONGEST_FOUND = 200;

    private final ReaderOptions options;
    private final InterchangeListener listener;
    private @Nullable String interchange;
    private @Nullable String group;
    private @Nullable String set;
    private @Nullable String setType;

    EnvelopeFindings(ReaderOptions options, InterchangeListener listener) {
        this.options = options;
        this.listener = listener;
    }

    void inInterchange(@Nullable String controlNumber) {
        interchange = controlNumber;
        group = null;
        set = null;
        setType = null;
    }

    void inGroup(@Nullable String controlNumber) {
        group = controlNumber;
        set = null;
        setType = null;
    }

    void inSet(@Nullable String type, @Nullable String controlNumber) {
        setType = type;
        set = controlNumber;
    }

    /** A place in a segment of a table. */
    record Place(
            String segment,
            int ordinal,
            int element,
            @Nullable String name,
            long offset) {}

    /** An element of a segment; the segment itself for element 0. */
    static Place place(SegmentTable table, int segment, int ordinal, int element, @Nullable String name) {
        int token = element == 0 ? -1 : table.token(segment, element);
        long offset =
                element == 0 ? table.offset(segment) : token < 0 ? table.endOffset(segment) : table.tokenOffset(token);
        return new Place(table.tagText(segment), ordinal, element, name, offset);
    }

    void error(FindingCode code, Place place, String expected, String found) {
        add(Severity.ERROR, code, place, expected, found);
    }

    void warning(FindingCode code, Place place, String expected, String found) {
        add(Severity.WARNING, code, place, expected, found);
    }

    /** A fault that does not stop reading: an error, or a warning where the reader is told to be tolerant. */
    void fault(FindingCode code, Place place, String expected, String found) {
        add(options.tolerant() ? Severity.WARNING : Severity.ERROR, code, place, expected, found);
    }

    void add(Severity severity, FindingCode code, Place place, String expected, String found) {
        Position position = new Position(
                options.fileName(),
                interchange,
                group,
                set,
                setType,
                place.segment.isEmpty() ? null : place.segment,
                place.ordinal,
                place.element,
                0,
                0,
                place.name,
                place.offset);
        String shown = found.length() > LONGEST_FOUND ? found.substring(0, LONGEST_FOUND) : found;
        listener.finding(new Finding(code, severity, Finding.Origin.STANDARD, position, expected, shown));
    }
}
