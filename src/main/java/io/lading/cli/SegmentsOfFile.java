package io.lading.cli;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All segments of a file in its order, kept: envelope segments one by one, transaction sets as a whole. */
final class SegmentsOfFile implements InterchangeListener {
    private final List<Part> parts = new ArrayList<>();
    private Standard standard = Standard.X12;

    /**
     * An envelope segment, or a transaction set.
     *
     * @param set null for an envelope segment
     */
    record Part(Standard standard, @Nullable SetHeader set, SegmentTable segments) {

        /** What it must have in common with its counterpart. */
        String kind() {
            return set == null ? segments.tagText(0) : set.type();
        }
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        standard = header.standard();
    }

    @Override
    public void serviceSegment(SegmentTable segment) {
        parts.add(new Part(standard, null, segment.copy()));
    }

    @Override
    public void groupStarted(GroupHeader header) {}

    @Override
    public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
        parts.add(new Part(standard, header, set.copy()));
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {}

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {}

    @Override
    public void finding(Finding finding) {}
}
