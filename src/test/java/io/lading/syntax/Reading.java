package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down all that a reader tells, and refuses calls that do not nest. */
public final class Reading implements InterchangeListener {
    /** What packages held. */
    public final StringBuilder objects = new StringBuilder();

    public final List<String> events = new ArrayList<>();
    public final List<Finding> findings = new ArrayList<>();
    public final List<InterchangeHeader> interchanges = new ArrayList<>();
    public final List<GroupHeader> groups = new ArrayList<>();
    public final List<SetHeader> setHeaders = new ArrayList<>();
    public final List<SegmentTable> sets = new ArrayList<>();
    public final List<SegmentTable> acknowledgements = new ArrayList<>();
    private int depth;

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        nest(0, 1);
        interchanges.add(header);
        events.add("ISA " + header.controlNumber() + " " + header.sender() + ">" + header.receiver());
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        nest(1, 1);
        acknowledgements.add(segment.copy());
        events.add(segment.segmentText(0));
    }

    @Override
    public void groupStarted(GroupHeader header) {
        nest(1, 2);
        groups.add(header);
        events.add("GS " + header.functionalId() + " " + header.controlNumber());
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        nest(2, 2);
        setHeaders.add(header);
        sets.add(set.copy());
        events.add("ST " + header.type() + " " + header.controlNumber() + (complete ? " " : " incomplete ")
                + set.segmentCount());
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {
        nest(2, 1);
        events.add("GE " + text(trailer));
    }

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {
        nest(1, 0);
        events.add("IEA " + text(trailer));
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
        events.add(finding.severity() + " " + finding.code());
    }

    public List<FindingCode> codes() {
        return findings.stream().map(Finding::code).toList();
    }

    /** The findings as people read them, a line each. */
    public List<String> sentences() {
        return findings.stream().map(Finding::sentence).toList();
    }

    private static String text(@Nullable Trailer trailer) {
        return trailer == null
                ? "missing"
                : trailer.declaredCount() + "/" + trailer.actualCount() + " " + trailer.controlNumber();
    }

    private void nest(int expected, int next) {
        if (depth != expected) {
            throw new AssertionError("call at depth " + depth + " instead of " + expected + " after " + events);
        }
        depth = next;
    }

    @Override
    public void packageObject(byte[] bytes, int from, int to) {
        objects.append(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
}
