package io.lading.acknowledgement;

import io.lading.acknowledgement.AcknowledgementPolicy.Detail;
import io.lading.acknowledgement.AcknowledgementPolicy.Functional;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Standard;
import io.lading.schema.Condition;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a 997 or 999 between its header and trailer. The release of a 997 is the acknowledged group's, and only codes of
 * that release are used; a 999 came with 005010 and is always of that. What is quoted from the partner is cut or left out
 * so that the acknowledgement itself is always valid.
 */
public final class FunctionalAcknowledgement {
    private static final String USUAL_RELEASE = "004010";
    private static final String RELEASE_OF_999 = X12Codes.FIRST_WITH_REPETITION_CODES;
    /** Where a guide of the standards body is used, its own guide of the 999 goes with it. */
    private static final String GUIDED_RELEASE_OF_999 = RELEASE_OF_999 + "X231A1";

    private static final String SITUATIONAL_TRIGGER = "SITUATIONAL TRIGGER";
    private static final int MOST_ELEMENT_NOTES = 99;
    private static final int LONGEST_COPY = 99;
    private static final int LONGEST_CONVENTION = 35;
    private static final int LONGEST_RELEASE = 12;
    private static final int MOST_SETS = 999_999;

    private final GroupDecision group;
    private final boolean is999;
    private final String release;
    private final Delimiters delimiters;
    private final SegmentSink sink;

    private FunctionalAcknowledgement(GroupDecision group, Delimiters delimiters, SegmentSink sink) {
        this.group = group;
        this.is999 = group.answer() == Functional.X12_999;
        this.release = release(group);
        this.delimiters = delimiters;
        this.sink = sink;
    }

    /** ST01 of what answers a group. */
    public static String setType(GroupDecision group) {
        return group.answer() == Functional.X12_999 ? "999" : "997";
    }

    /** GS08 of what answers a group: the group's own, or a usual one where that is no release. */
    public static String release(GroupDecision group) {
        String answered = group.outcome().header().release();
        if (group.answer() != Functional.X12_999) {
            return isRelease(answered) ? answered : USUAL_RELEASE;
        }
        return answered.startsWith(RELEASE_OF_999 + "X") ? GUIDED_RELEASE_OF_999 : RELEASE_OF_999;
    }

    private static boolean isRelease(String text) {
        boolean release = text.length() >= USUAL_RELEASE.length() && text.length() <= 12;
        for (int i = 0; release && i < text.length(); i++) {
            char c = text.charAt(i);
            release = (c >= '0' && c <= '9') || (i >= USUAL_RELEASE.length() && c >= 'A' && c <= 'Z');
        }
        return release;
    }

    /**
     * Writes AK1 to AK9 for one group.
     *
     * @param delimiters of the interchange the acknowledgement will travel in; no quoted text will hold them
     */
    public static void write(GroupDecision group, Delimiters delimiters, SegmentSink sink) {
        new FunctionalAcknowledgement(group, delimiters, sink).write();
    }

    private void write() {
        sink.begin("AK1");
        sink.element(1, EchoedText.code(group.outcome().header().functionalId(), 2, 2));
        sink.element(2, EchoedText.number(group.outcome().header().controlNumber(), 1, 9));
        if (is999) {
            quote(3, EchoedText.code(group.outcome().header().release(), 0, LONGEST_RELEASE));
        }
        sink.end();
        boolean wholeGroup = group.disposition() == Disposition.REJECTED
                && !group.errorCodes().isEmpty();
        for (SetDecision set : group.sets()) {
            boolean silent = set.errorCodes().isEmpty() && (wholeGroup || group.detail() == Detail.ONLY_FINDINGS);
            if (!silent) {
                writeSet(set);
            }
        }
        sink.begin("AK9");
        sink.element(1, group.disposition().code());
        sink.element(2, EchoedText.count(group.declared(), MOST_SETS));
        sink.element(3, EchoedText.count(group.received(), MOST_SETS));
        sink.element(4, EchoedText.count(group.accepted(), MOST_SETS));
        writeCodes(5, group.errorCodes());
        sink.end();
    }

    private void quote(int element, String text) {
        if (!text.isEmpty()) {
            sink.element(element, text);
        }
    }

    private void writeCodes(int firstElement, List<String> codes) {
        for (int i = 0; i < codes.size(); i++) {
            sink.element(firstElement + i, codes.get(i));
        }
    }

    private void writeSet(SetDecision set) {
        sink.begin("AK2");
        sink.element(1, EchoedText.code(set.outcome().header().type(), 3, 3));
        sink.element(2, EchoedText.code(set.outcome().header().controlNumber(), 4, 9));
        if (is999) {
            quote(3, EchoedText.copy(set.outcome().header().convention(), LONGEST_CONVENTION, delimiters));
        }
        sink.end();
        bySegment(set.reported())
                .forEach((ordinal, findings) -> writeSegment(set.outcome().schema(), findings));
        sink.begin(is999 ? "IK5" : "AK5");
        sink.element(1, set.disposition().code());
        writeCodes(2, set.errorCodes());
        sink.end();
    }

    /** Findings about segments and elements, by segment ordinal; those about the set as a whole have no AK3. */
    private Map<Integer, List<Finding>> bySegment(List<Finding> findings) {
        Map<Integer, List<Finding>> bySegment = new TreeMap<>();
        for (Finding finding : findings) {
            if (SyntaxCodes.of(Standard.X12, group.answer()).isContent(finding, release)) {
                bySegment
                        .computeIfAbsent(finding.position().segmentOrdinal(), ordinal -> new ArrayList<>())
                        .add(finding);
            }
        }
        return bySegment;
    }

    /** One AK3 for each finding about the segment itself, and one with AK4s for all those about its elements. */
    private void writeSegment(@Nullable Schema schema, List<Finding> findings) {
        List<Finding> elements = new ArrayList<>();
        for (Finding finding : findings) {
            String code = is999 ? X12Codes.guidedSegment(finding) : X12Codes.segment(finding.code());
            if (code.isEmpty()) {
                elements.add(finding);
            } else {
                writeSegmentNote(finding.position(), code);
            }
        }
        if (elements.isEmpty()) {
            return;
        }
        writeSegmentNote(elements.get(0).position(), X12Codes.HAS_ELEMENT_ERRORS);
        elements.stream().limit(MOST_ELEMENT_NOTES).forEach(finding -> writeElementNote(schema, finding));
    }

    private void writeSegmentNote(Position position, String code) {
        sink.begin(is999 ? "IK3" : "AK3");
        String tag = position.segment();
        sink.element(1, EchoedText.code(tag == null ? "" : tag, 2, 3));
        sink.element(2, EchoedText.count(position.segmentOrdinal(), MOST_SETS));
        sink.element(4, code);
        sink.end();
    }

    private void writeElementNote(@Nullable Schema schema, Finding finding) {
        Position position = finding.position();
        sink.begin(is999 ? "IK4" : "AK4");
        writePlace(1, position.element(), position.component(), position.repetition());
        String reference = reference(schema, position);
        quote(2, reference);
        sink.element(3, is999 ? X12Codes.guidedElement(finding) : X12Codes.element(finding.code(), release));
        quote(4, copy(finding));
        sink.end();
        if (is999 && schema != null && finding.code() == FindingCode.ELEMENT_CONDITION_BROKEN) {
            writeTrigger(schema, position);
        }
    }

    /** CTX: the element whose presence asks for the one that is absent, where only one condition can be meant. */
    private void writeTrigger(Schema schema, Position position) {
        String tag = position.segment();
        LayoutRule layout = tag == null || position.component() > 0 ? null : schema.layout(tag);
        if (layout == null) {
            return;
        }
        List<Condition> meant = layout.conditions().stream()
                .filter(condition -> condition.places().contains(position.element()))
                .toList();
        if (meant.size() != 1 || meant.get(0).kind() == Condition.Kind.REQUIRED) {
            return;
        }
        int trigger = meant.get(0).places().stream()
                .filter(place -> place != position.element())
                .findFirst()
                .orElse(position.element());
        sink.begin("CTX");
        sink.element(1, SITUATIONAL_TRIGGER);
        sink.element(2, EchoedText.code(layout.name(), 2, 3));
        sink.element(3, EchoedText.count(position.segmentOrdinal(), MOST_SETS));
        writePlace(5, trigger, 0, 0);
        sink.end();
    }

    /** C030: element, component, and from 005010 on repetition. */
    private void writePlace(int at, int element, int component, int repetition) {
        sink.component(at, 1, 1, EchoedText.count(element, 99));
        if (component > 0) {
            sink.component(at, 1, 2, EchoedText.count(component, 99));
        }
        if (repetition > 1 && X12Codes.isLater(release)) {
            sink.component(at, 1, 3, EchoedText.count(repetition, 9999));
        }
    }

    private static String reference(@Nullable Schema schema, Position position) {
        String tag = position.segment();
        if (schema == null || tag == null) {
            return "";
        }
        String reference = schema.elementReference(tag, position.element(), position.component());
        boolean isNumber = !reference.isEmpty()
                && reference.length() <= 4
                && reference.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? reference : "";
    }

    private String copy(Finding finding) {
        return finding.code() == FindingCode.CHARACTER_NOT_ALLOWED
                ? ""
                : EchoedText.copy(finding.found(), LONGEST_COPY, delimiters);
    }
}
