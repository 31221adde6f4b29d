package io.lading.acknowledgement;

import io.lading.acknowledgement.AcknowledgementPolicy.Detail;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.syntax.SegmentSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a CONTRL (ISO 9735-4; D.3 for syntax versions 1 to 3, 4.1 for version 4) between its header and trailer. What is
 * quoted from the partner is cut so that the report itself is always valid.
 */
public final class SyntaxReport {
    /** UNH 0065. */
    public static final String MESSAGE_TYPE = "CONTRL";

    /** This level and all below are rejected. */
    static final String REJECTED = "4";
    /** This level is accepted, and all below that is not rejected by itself. */
    static final String ACCEPTED = "7";
    /** The interchange was received, and nothing more is said. */
    static final String RECEIVED = "8";

    private static final int MOST_SEGMENTS = 999;
    private static final int MOST_ELEMENTS = 99;
    private static final int LONGEST_REFERENCE = 14;
    private static final int LONGEST_PARTY = 35;
    /** What 0098 counts before the first data element. */
    static final int TAG = 1;

    private final InterchangeDecision decision;
    private final SegmentSink sink;

    private SyntaxReport(InterchangeDecision decision, SegmentSink sink) {
        this.decision = decision;
        this.sink = sink;
    }

    /** Writes UCI to the last UCD. */
    public static void write(InterchangeDecision decision, SegmentSink sink) {
        new SyntaxReport(decision, sink).write();
    }

    /** UNH S009 without its type: {@code D.3}, or {@code 4.1} where the interchange answered is of syntax version 4. */
    public static String release(InterchangeHeader answered) {
        return isVersionFour(answered) ? "4.1" : "D.3";
    }

    private static boolean isVersionFour(InterchangeHeader answered) {
        int colon = answered.version().indexOf(':');
        return colon >= 0 && answered.version().startsWith("4", colon + 1);
    }

    private void write() {
        InterchangeHeader answered = decision.outcome().header();
        boolean rejected = decision.disposition() == Disposition.REJECTED;
        sink.begin("UCI");
        sink.element(1, orNone(quoted(answered.controlNumber(), LONGEST_REFERENCE)));
        address(2, answered.sender(), answered.senderQualifier(), answered.senderAddress());
        address(3, answered.receiver(), answered.receiverQualifier(), answered.receiverAddress());
        sink.element(4, rejected ? REJECTED : ACCEPTED);
        if (rejected) {
            fault(5, decision.note(), decision.because(), decision.outcome().complete() ? "" : "UNZ");
        }
        sink.end();
        if (!rejected) {
            decision.groups().forEach(this::group);
        }
    }

    private void address(int element, String party, String qualifier, String within) {
        sink.component(element, 1, 1, quoted(party, LONGEST_PARTY));
        sink.component(element, 1, 2, quoted(qualifier, 4));
        sink.component(element, 1, 3, quoted(within, LONGEST_REFERENCE));
    }

    private void group(GroupDecision group) {
        GroupHeader header = group.outcome().header();
        boolean rejected = group.disposition() == Disposition.REJECTED
                && !group.errorCodes().isEmpty();
        boolean implied =
                header.functionalId().isEmpty() && header.controlNumber().isEmpty();
        if (!implied) {
            sink.begin("UCF");
            sink.element(1, quoted(header.controlNumber(), LONGEST_REFERENCE));
            sink.element(2, quoted(header.sender(), LONGEST_PARTY));
            sink.element(3, quoted(header.receiver(), LONGEST_PARTY));
            sink.element(4, rejected ? REJECTED : ACCEPTED);
            if (rejected) {
                Finding because = group.outcome().findings().stream()
                        .filter(finding -> EdifactCodes.code(finding)
                                .equals(group.errorCodes().get(0)))
                        .findFirst()
                        .orElse(null);
                fault(5, group.errorCodes().get(0), because, group.outcome().complete() ? "" : "UNE");
            }
            sink.end();
        }
        if (!rejected || implied) {
            // Where no group is named, its fault is told of each message.
            String inherited = rejected ? group.errorCodes().get(0) : "";
            group.sets().forEach(set -> message(set, group.detail(), inherited));
        }
    }

    // ---- messages -------------------------------------------------------------------------------------------------

    private void message(SetDecision set, Detail detail, String inherited) {
        boolean rejected = set.disposition() == Disposition.REJECTED;
        if (!rejected && set.reported().isEmpty() && detail == Detail.ONLY_FINDINGS) {
            return;
        }
        var header = set.outcome().header();
        String[] release = header.release().split("\\.", 2);
        sink.begin("UCM");
        sink.element(1, orNone(quoted(header.controlNumber(), LONGEST_REFERENCE)));
        sink.component(2, 1, 1, orNone(quoted(header.type(), 6)));
        sink.component(2, 1, 2, orNone(quoted(release[0], 3)));
        sink.component(2, 1, 3, orNone(release.length > 1 ? quoted(release[1], 3) : ""));
        sink.component(2, 1, 4, "UN");
        sink.component(2, 1, 5, quoted(header.convention(), 6));
        sink.element(3, rejected ? REJECTED : ACCEPTED);
        wholeMessage(set, rejected, inherited);
        sink.end();
        segments(set);
    }

    /** What must be quoted and was not said: an answer must be sound itself. */
    private static String orNone(String quoted) {
        return quoted.isBlank() ? "0" : quoted;
    }

    /** What is wrong with the message as a whole, its header or its trailer: the gravest alone, for there is room for one. */
    private void wholeMessage(SetDecision set, boolean rejected, String inherited) {
        Finding whole = set.reported().stream()
                .filter(finding -> !EdifactCodes.isContent(finding))
                .findFirst()
                .orElse(null);
        if (whole != null) {
            fault(4, EdifactCodes.code(whole), whole, "");
        } else if (rejected && set.reported().isEmpty() && !set.errorCodes().isEmpty()) {
            fault(4, set.errorCodes().get(0), null, set.outcome().complete() ? "" : "UNT");
        } else if (set.reported().isEmpty()) {
            fault(4, inherited, null, "");
        }
    }

    private void segments(SetDecision set) {
        Map<Integer, List<Finding>> bySegment = new TreeMap<>();
        for (Finding finding : set.reported()) {
            if (EdifactCodes.isContent(finding)) {
                bySegment
                        .computeIfAbsent(finding.position().segmentOrdinal(), ordinal -> new ArrayList<>())
                        .add(finding);
            }
        }
        int room = MOST_SEGMENTS;
        for (List<Finding> findings : bySegment.values()) {
            List<Finding> elements = new ArrayList<>();
            for (Finding finding : findings) {
                if (finding.position().element() > 0) {
                    elements.add(finding);
                } else if (room-- > 0) {
                    segment(ordinal(finding), EdifactCodes.code(finding));
                }
            }
            if (!elements.isEmpty() && room-- > 0) {
                segment(elements.get(0).position().segmentOrdinal(), "");
                elements.stream().limit(MOST_ELEMENTS).forEach(this::element);
            }
        }
    }

    /** Of a missing segment, CONTRL names the segment before the place it should have had. */
    private static int ordinal(Finding finding) {
        int ordinal = finding.position().segmentOrdinal();
        return finding.code() == FindingCode.SEGMENT_MISSING ? ordinal - 1 : ordinal;
    }

    private void segment(int ordinal, String code) {
        sink.begin("UCS");
        sink.element(1, String.valueOf(Math.max(1, Math.min(ordinal, 999_999))));
        if (!code.isEmpty()) {
            sink.element(2, code);
        }
        sink.end();
    }

    private void element(Finding finding) {
        sink.begin("UCD");
        sink.element(1, EdifactCodes.code(finding));
        place(2, finding.position());
        sink.end();
    }

    // ---- parts ----------------------------------------------------------------------------------------------------

    /**
     * 0085, the service segment in error and the place in it, from an element on.
     *
     * @param trailer what is missing where no finding says so; empty for none
     */
    private void fault(int element, String code, @Nullable Finding finding, String trailer) {
        if (code.isEmpty()) {
            return;
        }
        sink.element(element, code);
        String missing = finding == null ? trailer : EdifactCodes.missingTrailer(finding);
        if (!missing.isEmpty()) {
            // What stands in its place is not at fault.
            sink.element(element + 1, missing);
            return;
        }
        Position position = finding == null ? null : finding.position();
        String segment = position == null ? null : position.segment();
        if (position == null || segment == null || !segment.startsWith("UN") || segment.length() != 3) {
            return;
        }
        sink.element(element + 1, segment);
        if (position.element() > 0) {
            place(element + 2, position);
        }
    }

    /** S011; 0098 counts the segment's tag as 1, so that the first data element stands at 2 (ISO 9735, directory of elements). */
    private void place(int element, Position position) {
        sink.component(element, 1, 1, String.valueOf(Math.min(position.element() + TAG, 999)));
        if (position.component() > 0) {
            sink.component(element, 1, 2, String.valueOf(Math.min(position.component(), 999)));
        }
        if (position.repetition() > 1 && isVersionFour(decision.outcome().header())) {
            sink.component(element, 1, 3, String.valueOf(position.repetition()));
        }
    }

    /** A text as it was received, cut and without control characters, so that it can be quoted. */
    private static String quoted(String text, int longest) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < longest; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.toString().strip();
    }
}
