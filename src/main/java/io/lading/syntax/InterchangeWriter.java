package io.lading.syntax;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the writers of both standards do alike: know what is open and where the next value stands, count, write trailers, and
 * leave out empty elements at the end and empty segments. Calls nest: interchange ⊃ group ⊃ set ⊃ segments; any number of
 * each. Single-threaded, allocates next to nothing per value. What cannot be written as it is, is told as a finding;
 * {@code CopyWriter} writes what was read instead.
 */
public abstract class InterchangeWriter implements SegmentSink {
    private final Consumer<Finding> findings;
    private final DelimitedOutput out;
    private final List<WrittenSet> sets = new ArrayList<>();

    private @Nullable String interchange;
    private @Nullable String group;
    private @Nullable String set;
    private @Nullable String setType;
    private int groups;
    private int setsInInterchange;
    private int setsInGroup;
    private int segmentsInSet;
    private int setStart;

    private @Nullable String segment;
    private int segmentStart;
    private int element;
    private int repetition;
    private int component;

    /** @param findings takes what could not be written as given; an error among them means: do not send this */
    protected InterchangeWriter(Consumer<Finding> findings, DelimitedOutput out) {
        this.findings = findings;
        this.out = out;
        out.complainTo(this::complain);
    }

    // ---- what is open ---------------------------------------------------------------------------------------------

    /** To be called before anything of an interchange is written. */
    protected final void requireNoInterchange() {
        require(interchange == null, "an interchange is open");
    }

    protected final void openInterchange(String controlNumber) {
        interchange = controlNumber;
        groups = 0;
        setsInInterchange = 0;
    }

    protected final void openGroup(String controlNumber) {
        boolean mayOpen = interchange != null && group == null && set == null && segment == null;
        require(mayOpen, "no interchange, or a group, is open");
        require(setsInInterchange == 0 || groups > 0, "transaction sets in groups and outside of them");
        group = controlNumber;
        setsInGroup = 0;
    }

    /** Within a group, if the interchange has groups. */
    protected final void openSet(String type, String controlNumber) {
        require(interchange != null && set == null && segment == null, "no interchange, or a transaction set, is open");
        require(group != null || groups == 0, "transaction sets in groups and outside of them");
        setStart = out.bytes.length();
        set = controlNumber;
        setType = type;
        segmentsInSet = 0;
    }

    protected final WrittenSet endSet(String trailer) {
        String number = set;
        String type = setType;
        if (number == null || type == null || segment != null) {
            throw new IllegalStateException("No transaction set is open, or a segment in it still is");
        }
        begin(trailer);
        // The count takes the trailer in.
        element(1, Integer.toString(segmentsInSet));
        element(2, number);
        end();
        WrittenSet written = new WrittenSet(type, number, setStart, out.bytes.length(), segmentsInSet);
        sets.add(written);
        setsInGroup++;
        setsInInterchange++;
        set = null;
        setType = null;
        return written;
    }

    protected final void endGroup(String trailer) {
        String number = group;
        if (number == null || set != null) {
            throw new IllegalStateException("No group is open, or a transaction set in it still is");
        }
        writeTrailer(trailer, setsInGroup, number);
        groups++;
        group = null;
    }

    /** Its trailer counts groups, or where there are none transaction sets. */
    protected final void endInterchange(String trailer) {
        String number = interchange;
        if (number == null || group != null || set != null || segment != null) {
            throw new IllegalStateException("No interchange is open, or a group or transaction set in it still is");
        }
        writeTrailer(trailer, groups > 0 ? groups : setsInInterchange, number);
        interchange = null;
    }

    private void writeTrailer(String trailer, int count, String controlNumber) {
        begin(trailer);
        element(1, Integer.toString(count));
        element(2, controlNumber);
        end();
    }

    /** True if a group is open. */
    protected final boolean inGroup() {
        return group != null;
    }

    /** What has been written so far. */
    public final byte[] toByteArray() {
        return out.bytes.toByteArray();
    }

    /** What was written so far as text, in the character set it was written in. */
    public final String text() {
        return out.bytes.text(out.encoder.charset());
    }

    /** Offset of the next byte to be written. */
    public final int length() {
        return out.bytes.length();
    }

    /** The sets written, in order. */
    public final List<WrittenSet> sets() {
        return List.copyOf(sets);
    }

    /** The delimiters in force; in X12 they may change until the interchange is ended. */
    public final Delimiters delimiters() {
        return out.delimiters();
    }

    // ---- segments -------------------------------------------------------------------------------------------------

    /** Opens a segment: of the open set, or of the interchange outside of groups. */
    @Override
    public final void begin(String tag) {
        require(interchange != null && segment == null, "no interchange, or a segment, is open");
        segment = tag;
        segmentStart = out.bytes.length();
        out.bytes.appendAscii(tag);
        element = 0;
        repetition = 1;
        component = 1;
        segmentsInSet++;
    }

    @Override
    public final void component(int newElement, int newRepetition, int newComponent, String value) {
        require(segment != null, "no segment is open");
        if (value.isEmpty()) {
            return;
        }
        if (newRepetition > 1 && !out.repeats()) {
            moveTo(newElement, 1, 1);
            complain(true, FindingCode.REPETITION_TOO_MANY, "one repetition, for this version has no separator", value);
            return;
        }
        moveTo(newElement, newRepetition, newComponent);
        out.value(value);
    }

    @Override
    public final void end() {
        require(segment != null, "no segment is open");
        if (element == 0) {
            out.bytes.cut(segmentStart);
            segmentsInSet--;
        } else {
            out.terminator();
        }
        segment = null;
    }

    /** Writes the separators up to a place; those after the last value are never written. */
    protected final void moveTo(int newElement, int newRepetition, int newComponent) {
        Delimiters delimiters = out.delimiters();
        if (newElement > element) {
            out.repeat(delimiters.element(), newElement - element);
            element = newElement;
            repetition = 1;
            component = 1;
        }
        if (newRepetition > repetition) {
            out.repeat(delimiters.repetition(), newRepetition - repetition);
            repetition = newRepetition;
            component = 1;
        }
        out.repeat(delimiters.component(), newComponent - component);
        boolean ascending = newElement == element && newRepetition == repetition && newComponent >= component;
        require(ascending, "places must ascend in " + segment);
        component = newComponent;
    }

    protected final void complain(boolean error, FindingCode code, String expected, String found) {
        Position position = new Position(
                null,
                interchange,
                group,
                set,
                setType,
                segment,
                set == null ? 0 : segmentsInSet,
                element,
                component > 1 ? component : 0,
                repetition > 1 ? repetition : 0,
                null,
                out.bytes.length());
        findings.accept(
                error
                        ? Finding.error(code, position, expected, found)
                        : Finding.warning(code, position, expected, found));
    }

    protected static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException("Wrong order of calls: " + otherwise);
        }
    }
}
