package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.syntax.SegmentSink;
import io.lading.syntax.WrittenSet;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes interchanges by the book: headers with fixed widths, trailers with counts, no trailing empty elements, no empty
 * segments. Calls nest: interchange ⊃ group ⊃ set ⊃ segments; any number of each. Single-threaded, allocates next to nothing
 * per value. What cannot be written as it is, is told as a finding; {@code CopyWriter} writes what was read instead.
 */
public final class X12Writer implements SegmentSink {
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final String FIRST_RELEASE_OF_LONG_DATES = "004010";

    private final Consumer<Finding> findings;
    private final X12Output out;
    private final List<WrittenSet> sets = new ArrayList<>();

    private @Nullable String interchange;
    private @Nullable String group;
    private @Nullable String set;
    private @Nullable String setType;
    private int groups;
    private int setsInGroup;
    private int segmentsInSet;
    private int setStart;

    private @Nullable String segment;
    private int segmentStart;
    private int element;
    private int repetition;
    private int component;

    /** @param findings takes what could not be written as given; an error among them means: do not send this */
    public X12Writer(Consumer<Finding> findings) {
        this.findings = findings;
        this.out = new X12Output(this::complain);
    }

    // ---- envelopes ------------------------------------------------------------------------------------------------

    /** @param time in the partner's zone */
    public void beginInterchange(EnvelopeSettings settings, long controlNumber, LocalDateTime time) {
        require(interchange == null, "an interchange is open");
        out.beginInterchange(settings);
        interchange = padded(controlNumber, 9);
        groups = 0;
        begin("ISA");
        fixed(1, settings.authorizationQualifier(), 2);
        fixed(2, settings.authorization(), 10);
        fixed(3, settings.securityQualifier(), 2);
        fixed(4, settings.security(), 10);
        fixed(5, settings.senderQualifier(), 2);
        fixed(6, settings.sender(), 15);
        fixed(7, settings.receiverQualifier(), 2);
        fixed(8, settings.receiver(), 15);
        fixed(9, SHORT_DATE.format(time), 6);
        fixed(10, TIME.format(time), 4);
        if (out.repeats()) {
            moveTo(11, 1, 1);
            out.delimiterAsValue(out.delimiters().repetition());
        } else {
            fixed(11, "U", 1);
        }
        fixed(12, settings.version(), 5);
        fixed(13, padded(controlNumber, 9), 9);
        fixed(14, settings.acknowledgementRequested() ? "1" : "0", 1);
        fixed(15, settings.usage().x12(), 1);
        moveTo(16, 1, 1);
        out.delimiterAsValue(out.delimiters().component());
        end();
    }

    /** @param time in the partner's zone */
    public void beginGroup(GroupSettings settings, long controlNumber, LocalDateTime time) {
        require(interchange != null && group == null && segment == null, "no interchange, or a group, is open");
        String number = Long.toString(controlNumber);
        group = number;
        setsInGroup = 0;
        begin("GS");
        element(1, settings.functionalId());
        element(2, settings.sender());
        element(3, settings.receiver());
        boolean longDate = settings.release().compareTo(FIRST_RELEASE_OF_LONG_DATES) >= 0;
        element(4, (longDate ? LONG_DATE : SHORT_DATE).format(time));
        element(5, TIME.format(time));
        element(6, number);
        element(7, settings.agency());
        element(8, settings.release());
        end();
    }

    /** @param convention ST03, or empty (it exists from 005010 on) */
    public void beginSet(String type, String controlNumber, String convention) {
        require(group != null && set == null && segment == null, "no group, or a transaction set, is open");
        setStart = out.bytes.length();
        set = controlNumber;
        setType = type;
        segmentsInSet = 0;
        begin("ST");
        element(1, type);
        element(2, controlNumber);
        element(3, convention);
        end();
    }

    public WrittenSet endSet() {
        String number = set;
        String type = setType;
        if (number == null || type == null || segment != null) {
            throw new IllegalStateException("No transaction set is open, or a segment in it still is");
        }
        begin("SE");
        element(1, Integer.toString(segmentsInSet));
        element(2, number);
        end();
        WrittenSet written = new WrittenSet(type, number, setStart, out.bytes.length(), segmentsInSet);
        sets.add(written);
        setsInGroup++;
        set = null;
        setType = null;
        return written;
    }

    public void endGroup() {
        String number = group;
        if (number == null || set != null) {
            throw new IllegalStateException("No group is open, or a transaction set in it still is");
        }
        begin("GE");
        element(1, Integer.toString(setsInGroup));
        element(2, number);
        end();
        groups++;
        group = null;
    }

    public void endInterchange() {
        String number = interchange;
        if (number == null || group != null || segment != null) {
            throw new IllegalStateException("No interchange is open, or a group in it still is");
        }
        begin("IEA");
        element(1, Integer.toString(groups));
        element(2, number);
        end();
        interchange = null;
    }

    /** What has been written so far. */
    public byte[] toByteArray() {
        return out.bytes.toByteArray();
    }

    /** What was written so far as text, in the character set it was written in. */
    public String text() {
        return out.text();
    }

    /** Offset of the next byte to be written. */
    public int length() {
        return out.bytes.length();
    }

    /** The sets written, in order. */
    public List<WrittenSet> sets() {
        return List.copyOf(sets);
    }

    /** The delimiters in force; they may change until the interchange is ended. */
    public Delimiters delimiters() {
        return out.delimiters();
    }

    // ---- segments -------------------------------------------------------------------------------------------------

    /** Opens a segment: of the open set, or between ISA and the first group for TA1. */
    @Override
    public void begin(String tag) {
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
    public void component(int newElement, int newRepetition, int newComponent, String value) {
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
    public void end() {
        require(segment != null, "no segment is open");
        if (element == 0) {
            out.bytes.cut(segmentStart);
            segmentsInSet--;
        } else {
            out.terminator();
        }
        segment = null;
    }

    /** Writes the delimiters up to a place; those after the last value are never written. */
    private void moveTo(int newElement, int newRepetition, int newComponent) {
        if (newElement > element) {
            out.elementSeparators(newElement - element);
            element = newElement;
            repetition = 1;
            component = 1;
        }
        if (newRepetition > repetition) {
            out.repetitionSeparators(newRepetition - repetition);
            repetition = newRepetition;
            component = 1;
        }
        out.componentSeparators(newComponent - component);
        boolean ascending = newElement == element && newRepetition == repetition && newComponent >= component;
        require(ascending, "places must ascend in " + segment);
        component = newComponent;
    }

    /** An element of the interchange header: padded with blanks, never cut without a word. */
    private void fixed(int place, String value, int width) {
        moveTo(place, 1, 1);
        String fitting = value;
        if (value.length() > width) {
            fitting = value.substring(0, width);
            complain(true, FindingCode.ENVELOPE_MALFORMED, "at most " + width + " characters", value);
        }
        out.value(fitting);
        for (int i = fitting.length(); i < width; i++) {
            out.bytes.append((byte) ' ');
        }
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private void complain(boolean error, FindingCode code, String expected, String found) {
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

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException("Wrong order of calls: " + otherwise);
        }
    }
}
