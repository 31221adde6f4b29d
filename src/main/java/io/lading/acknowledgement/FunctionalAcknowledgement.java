package io.lading.acknowledgement;

import io.lading.acknowledgement.AcknowledgementPolicy.Detail;
import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a 997 between its header and trailer. Its release is the acknowledged group's, and only codes of that release
 * are used. What is quoted from the partner is cut or left out so that the acknowledgement itself is always valid.
 */
public final class FunctionalAcknowledgement {
    /** ST01. */
    public static final String SET_TYPE = "997";

    private static final int MOST_ELEMENT_NOTES = 99;
    private static final int LONGEST_COPY = 99;
    private static final int MOST_SETS = 999_999;

    private final GroupDecision group;
    private final String release;
    private final Delimiters delimiters;
    private final SegmentSink sink;

    private FunctionalAcknowledgement(GroupDecision group, Delimiters delimiters, SegmentSink sink) {
        this.group = group;
        this.release = group.outcome().header().release();
        this.delimiters = delimiters;
        this.sink = sink;
    }

    /**
     * Writes AK1 to AK9 for one group.
     *
     * @param delimiters of the interchange the 997 will travel in; no quoted text will hold them
     */
    public static void write(GroupDecision group, Delimiters delimiters, SegmentSink sink) {
        new FunctionalAcknowledgement(group, delimiters, sink).write();
    }

    private void write() {
        sink.begin("AK1");
        sink.element(1, EchoedText.code(group.outcome().header().functionalId(), 2, 2));
        sink.element(2, EchoedText.number(group.outcome().header().controlNumber(), 1, 9));
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

    private void writeCodes(int firstElement, List<String> codes) {
        for (int i = 0; i < codes.size(); i++) {
            sink.element(firstElement + i, codes.get(i));
        }
    }

    private void writeSet(SetDecision set) {
        sink.begin("AK2");
        sink.element(1, EchoedText.code(set.outcome().header().type(), 3, 3));
        sink.element(2, EchoedText.code(set.outcome().header().controlNumber(), 4, 9));
        sink.end();
        bySegment(set.reported())
                .forEach((ordinal, findings) -> writeSegment(set.outcome().schema(), findings));
        sink.begin("AK5");
        sink.element(1, set.disposition().code());
        writeCodes(2, set.errorCodes());
        sink.end();
    }

    /** Findings about segments and elements, by segment ordinal; those about the set as a whole have no AK3. */
    private Map<Integer, List<Finding>> bySegment(List<Finding> findings) {
        Map<Integer, List<Finding>> bySegment = new TreeMap<>();
        for (Finding finding : findings) {
            if (X12Codes.set(finding, release).equals(X12Codes.SEGMENTS_IN_ERROR)) {
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
            if (X12Codes.segment(finding.code()).isEmpty()) {
                elements.add(finding);
            } else {
                writeSegmentNote(finding.position(), X12Codes.segment(finding.code()));
            }
        }
        if (elements.isEmpty()) {
            return;
        }
        writeSegmentNote(elements.get(0).position(), X12Codes.HAS_ELEMENT_ERRORS);
        elements.stream().limit(MOST_ELEMENT_NOTES).forEach(finding -> writeElementNote(schema, finding));
    }

    private void writeSegmentNote(Position position, String code) {
        sink.begin("AK3");
        String tag = position.segment();
        sink.element(1, EchoedText.code(tag == null ? "" : tag, 2, 3));
        sink.element(2, EchoedText.count(position.segmentOrdinal(), MOST_SETS));
        sink.element(4, code);
        sink.end();
    }

    private void writeElementNote(@Nullable Schema schema, Finding finding) {
        Position position = finding.position();
        sink.begin("AK4");
        writePlace(position);
        String reference = reference(schema, position);
        if (!reference.isEmpty()) {
            sink.element(2, reference);
        }
        sink.element(3, X12Codes.element(finding.code(), release));
        String copy = copy(finding);
        if (!copy.isEmpty()) {
            sink.element(4, copy);
        }
        sink.end();
    }

    /** AK401: element, component, and from 005010 on repetition. */
    private void writePlace(Position position) {
        sink.component(1, 1, 1, EchoedText.count(position.element(), 99));
        if (position.component() > 0) {
            sink.component(1, 1, 2, EchoedText.count(position.component(), 99));
        }
        if (position.repetition() > 1 && X12Codes.isLater(release)) {
            sink.component(1, 1, 3, EchoedText.count(position.repetition(), 9999));
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
