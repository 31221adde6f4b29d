package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Usage;
import io.lading.syntax.SegmentSink;
import io.lading.syntax.WrittenSet;
import io.lading.syntax.edifact.EdifactSettings.Party;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes interchanges by the book: service characters released, trailers with counts, no trailing empty elements, no empty
 * segments. Calls nest: interchange ⊃ group, if groups are used ⊃ message ⊃ segments; any number of each. Single-threaded,
 * allocates next to nothing per value. What cannot be written as it is, is told as a finding;
 * {@code CopyWriter} writes what was read instead.
 */
public final class EdifactWriter implements SegmentSink {
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm", Locale.ROOT);
    private static final String AGENCY = "UN";

    private final Consumer<Finding> findings;
    private final EdifactOutput out;
    private final List<WrittenSet> sets = new ArrayList<>();

    private int version;
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
    public EdifactWriter(Consumer<Finding> findings) {
        this.findings = findings;
        this.out = new EdifactOutput(this::complain);
    }

    // ---- envelopes ------------------------------------------------------------------------------------------------

    /**
     * @param reference UNB 0020
     * @param time in the partner's zone
     */
    public void beginInterchange(EdifactSettings settings, String reference, LocalDateTime time) {
        require(interchange == null, "an interchange is open");
        out.beginInterchange(settings);
        version = settings.version();
        interchange = reference;
        groups = 0;
        setsInInterchange = 0;
        begin("UNB");
        component(1, 1, 1, settings.level().name());
        component(1, 1, 2, String.valueOf(version));
        party(2, settings.sender());
        party(3, settings.receiver());
        dateAndTime(4, time);
        element(5, reference);
        element(7, settings.application());
        element(9, settings.acknowledgementRequested() ? "1" : "");
        element(10, settings.agreement());
        element(11, settings.usage() == Usage.PRODUCTION ? "" : settings.usage() == Usage.TEST ? "1" : "2");
        end();
    }

    private void party(int place, Party party) {
        component(place, 1, 1, party.id());
        component(place, 1, 2, party.qualifier());
        component(place, 1, 3, party.address());
    }

    private void dateAndTime(int place, LocalDateTime time) {
        component(place, 1, 1, (version >= 4 ? LONG_DATE : SHORT_DATE).format(time));
        component(place, 1, 2, TIME.format(time));
    }

    /**
     * @param reference UNG 0048
     * @param time in the partner's zone
     */
    public void beginGroup(EdifactGroup settings, String reference, LocalDateTime time) {
        boolean mayOpen = interchange != null && group == null && set == null && segment == null;
        require(mayOpen, "no interchange, or a group, is open");
        require(setsInInterchange == 0 || groups > 0, "messages in groups and outside of them");
        begin("UNG");
        element(1, settings.messageType());
        component(2, 1, 1, settings.sender().id());
        component(2, 1, 2, settings.sender().qualifier());
        component(3, 1, 1, settings.receiver().id());
        component(3, 1, 2, settings.receiver().qualifier());
        dateAndTime(4, time);
        element(5, reference);
        element(6, AGENCY);
        release(7, 1, settings.release());
        component(7, 1, 3, settings.association());
        end();
        group = reference;
        setsInGroup = 0;
        groups++;
    }

    private void release(int place, int firstComponent, String release) {
        int dot = release.indexOf('.');
        component(place, 1, firstComponent, dot < 0 ? release : release.substring(0, dot));
        component(place, 1, firstComponent + 1, dot < 0 ? "" : release.substring(dot + 1));
    }

    /**
     * @param reference UNH 0062
     * @param release {@code D.96A}
     * @param association UNH 0057, or empty
     */
    public void beginSet(String type, String reference, String release, String association) {
        require(interchange != null && set == null && segment == null, "no interchange, or a message, is open");
        require(group != null || groups == 0, "messages in groups and outside of them");
        setStart = out.bytes.length();
        set = reference;
        setType = type;
        segmentsInSet = 0;
        begin("UNH");
        element(1, reference);
        component(2, 1, 1, type);
        release(2, 2, release);
        component(2, 1, 4, AGENCY);
        component(2, 1, 5, association);
        end();
    }

    public WrittenSet endSet() {
        String number = set;
        String type = setType;
        if (number == null || type == null || segment != null) {
            throw new IllegalStateException("No message is open, or a segment in it still is");
        }
        begin("UNT");
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

    public void endGroup() {
        String number = group;
        if (number == null || set != null) {
            throw new IllegalStateException("No group is open, or a message in it still is");
        }
        begin("UNE");
        element(1, Integer.toString(setsInGroup));
        element(2, number);
        end();
        group = null;
    }

    public void endInterchange() {
        String number = interchange;
        if (number == null || group != null || set != null || segment != null) {
            throw new IllegalStateException("No interchange is open, or a group or message in it still is");
        }
        begin("UNZ");
        element(1, Integer.toString(groups > 0 ? groups : setsInInterchange));
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

    /** The messages written, in order. */
    public List<WrittenSet> sets() {
        return List.copyOf(sets);
    }

    public Delimiters delimiters() {
        return out.delimiters();
    }

    // ---- segments -------------------------------------------------------------------------------------------------

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

    /** Writes the separators up to a place; those after the last value are never written. */
    private void moveTo(int newElement, int newRepetition, int newComponent) {
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
