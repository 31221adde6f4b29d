package io.lading.acknowledgement;

import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import io.lading.acknowledgement.ReceivedAcknowledgement.ElementNote;
import io.lading.acknowledgement.ReceivedAcknowledgement.SegmentNote;
import io.lading.interchange.Finding;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import io.lading.validation.SetContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a partner found wrong with a set of ours at its place in what we sent: each note of a 997 or 999 becomes a
 * finding with segment, element and byte, and with the value that stands there.
 */
public final class RejectionTrace {
    private final SetContext where;
    private final SetHeader set;
    private final SegmentTable sent;
    private final @Nullable Schema schema;
    private final List<Finding> findings = new ArrayList<>();

    private RejectionTrace(SetContext where, SetHeader set, SegmentTable sent, @Nullable Schema schema) {
        this.where = where;
        this.set = set;
        this.sent = sent;
        this.schema = schema;
    }

    /**
     * What a partner said of one set, in the order said.
     *
     * @param answered the partner's words
     * @param where the file and envelope it was sent in
     * @param sent our set, header to trailer
     * @param schema names elements; null if we have none
     */
    public static List<Finding> of(
            AnsweredSet answered, SetContext where, SetHeader set, SegmentTable sent, @Nullable Schema schema) {
        RejectionTrace trace = new RejectionTrace(where, set, sent, schema);
        answered.segments().forEach(trace::segment);
        boolean told = !trace.findings.isEmpty();
        for (String code : answered.errorCodes()) {
            boolean summary =
                    code.equals(X12Codes.SEGMENTS_IN_ERROR) || code.equals(X12Codes.SEGMENTS_IN_ERROR_BY_GUIDE);
            if (!told || !summary) {
                trace.add(code, trace.position(1, "ST", 0, 0, 0), ReasonWords.set(code), "");
            }
        }
        return List.copyOf(trace.findings);
    }

    private void segment(SegmentNote note) {
        String stands = tag(note.ordinal());
        String found = stands.equals(note.tag()) ? stands : "";
        for (String code : note.errorCodes()) {
            if (!code.equals(X12Codes.HAS_ELEMENT_ERRORS) || note.elements().isEmpty()) {
                Position position = position(note.ordinal(), note.tag(), 0, 0, 0);
                add(code, position, ReasonWords.segment(code), found);
            }
        }
        for (ElementNote element : note.elements()) {
            element(note, element, stands.equals(note.tag()));
        }
    }

    private void element(SegmentNote segment, ElementNote note, boolean stands) {
        int repetition = Math.max(1, note.repetition());
        int component = Math.max(1, note.component());
        String found = stands ? sent.text(segment.ordinal() - 1, note.element(), repetition, component) : "";
        String quoted = note.copy().isEmpty() || note.copy().equals(found)
                ? ""
                : " where the partner read \"" + note.copy() + "\"";
        Position position =
                position(segment.ordinal(), segment.tag(), note.element(), note.component(), note.repetition());
        add(note.errorCode(), position, ReasonWords.element(note.errorCode()) + quoted, found);
    }

    private void add(String code, Position position, String words, String found) {
        Origin origin = code.startsWith("I") ? Origin.OVERLAY : Origin.STANDARD;
        findings.add(new Finding(FindingCode.REFUSED_BY_PARTNER, Severity.ERROR, origin, position, words, found));
    }

    private String tag(int ordinal) {
        return ordinal >= 1 && ordinal <= sent.segmentCount() ? sent.tagText(ordinal - 1) : "";
    }

    private Position position(int ordinal, String tag, int element, int component, int repetition) {
        return new Position(
                where.file(),
                where.interchange(),
                where.group(),
                set.controlNumber(),
                set.type(),
                tag,
                ordinal,
                element,
                component,
                repetition,
                element == 0 || schema == null ? null : schema.elementName(tag, element),
                offset(ordinal, element, Math.max(1, component), Math.max(1, repetition)));
    }

    /** Where the value stands, or else its segment; a place behind the set is its end. */
    private long offset(int ordinal, int element, int component, int repetition) {
        if (ordinal < 1 || ordinal > sent.segmentCount()) {
            return ordinal < 1 ? sent.offset(0) : sent.endOffset(sent.segmentCount() - 1);
        }
        int token = element == 0 ? -1 : sent.token(ordinal - 1, element, repetition, component);
        return token < 0 ? sent.offset(ordinal - 1) : sent.tokenOffset(token);
    }
}
