package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Knows in which interchange, group and transaction set a reader stands, and makes findings that say so. An interchange
 * has at most so many of them; beyond that only the first error of each transaction set is told, for it decides whether the
 * set is accepted.
 */
public final class EnvelopeFindings {
    private static final int LONGEST_FOUND = 200;
    private static final int DELETE = 0x7F;

    private final ReaderOptions options;
    private final InterchangeListener listener;
    private @Nullable String interchange;
    private @Nullable String group;
    private @Nullable String set;
    private @Nullable String setType;
    private int told;
    private boolean errorInSet;

    public EnvelopeFindings(ReaderOptions options, InterchangeListener listener) {
        this.options = options;
        this.listener = listener;
    }

    public void inInterchange(@Nullable String controlNumber) {
        interchange = controlNumber;
        told = 0;
        inGroup(null);
    }

    public void inGroup(@Nullable String controlNumber) {
        group = controlNumber;
        inSet(null, null);
    }

    public void inSet(@Nullable String type, @Nullable String controlNumber) {
        setType = type;
        set = controlNumber;
        errorInSet = false;
    }

    /** A place in a segment of a table. */
    public record Place(
            String segment,
            int ordinal,
            int element,
            int component,
            @Nullable String name,
            long offset) {

        public Place(String segment, int ordinal, int element, @Nullable String name, long offset) {
            this(segment, ordinal, element, 0, name, offset);
        }
    }

    /** An element of a segment; the segment itself for element 0. */
    public static Place place(SegmentTable table, int segment, int ordinal, int element, @Nullable String name) {
        return place(table, segment, ordinal, element, 0, name);
    }

    /** A component of an element; the element itself for component 0. */
    public static Place place(
            SegmentTable table, int segment, int ordinal, int element, int component, @Nullable String name) {
        int token = element == 0 ? -1 : table.token(segment, element, 1, Math.max(1, component));
        long offset =
                element == 0 ? table.offset(segment) : token < 0 ? table.endOffset(segment) : table.tokenOffset(token);
        return new Place(table.tagText(segment), ordinal, element, component, name, offset);
    }

    /** True for text with control characters of ASCII; above it, bytes belong to the agreed character set. */
    public static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == DELETE);
    }

    public void error(FindingCode code, Place place, String expected, String found) {
        add(Severity.ERROR, code, place, expected, found);
    }

    public void note(FindingCode code, Place place, String expected, String found) {
        add(Severity.NOTE, code, place, expected, found);
    }

    public void warning(FindingCode code, Place place, String expected, String found) {
        add(Severity.WARNING, code, place, expected, found);
    }

    /** A fault that does not stop reading: an error, or a warning where the reader is told to tolerate such. */
    public void fault(FindingCode code, Place place, String expected, String found) {
        add(isTolerated(code) ? Severity.WARNING : Severity.ERROR, code, place, expected, found);
    }

    /** A warning, or nothing where the reader is told to tolerate such. */
    public void unlessTolerated(FindingCode code, Place place, String expected, String found) {
        if (!isTolerated(code)) {
            warning(code, place, expected, found);
        }
    }

    private boolean isTolerated(FindingCode code) {
        return options.tolerated().stream().anyMatch(one -> one.covers(code));
    }

    private void add(Severity severity, FindingCode code, Place place, String expected, String found) {
        if (!isTold(severity)) {
            return;
        }
        Position position = new Position(
                options.fileName(),
                interchange,
                group,
                set,
                setType,
                place.segment.isEmpty() ? null : place.segment,
                place.ordinal,
                place.element,
                place.component,
                0,
                place.name,
                place.offset);
        String shown = found.length() > LONGEST_FOUND ? found.substring(0, LONGEST_FOUND) : found;
        listener.finding(new Finding(code, severity, Finding.Origin.STANDARD, position, expected, shown));
    }

    private boolean isTold(Severity severity) {
        boolean decides = severity == Severity.ERROR && !errorInSet;
        errorInSet |= severity == Severity.ERROR && set != null;
        return told++ < options.mostFindings() || decides;
    }
}
