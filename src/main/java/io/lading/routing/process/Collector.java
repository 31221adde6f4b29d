package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.Ids;
import io.lading.tracking.Payloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the tree of one transmission out of what the reader tells; findings go to what they are about. */
class Collector implements InterchangeListener {
    private final InboundTransmission transmission;
    private final Ids ids;
    private final List<Finding> waiting = new ArrayList<>();
    private @Nullable InboundInterchange interchange;
    private @Nullable InboundGroup group;

    Collector(InboundTransmission transmission, Ids ids) {
        this.transmission = transmission;
        this.ids = ids;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        InboundInterchange started =
                new InboundInterchange(ids.next(), transmission.interchanges().size() + 1, header);
        transmission.interchanges().add(started);
        interchange = started;
        started.findings().addAll(waiting);
        waiting.clear();
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        current().interchangeAcknowledgements().add(segment.copy());
    }

    @Override
    public void groupStarted(GroupHeader header) {
        InboundInterchange parent = current();
        InboundGroup started = new InboundGroup(ids.next(), parent.groups().size() + 1, parent, header);
        parent.groups().add(started);
        group = started;
        started.findings().addAll(waiting);
        waiting.clear();
    }

    @Override
    public void transactionSet(SetHeader header, SegmentTable table, boolean complete) {
        InboundGroup parent = takes(header);
        if (parent == null) {
            waiting.clear();
            return;
        }
        int last = table.segmentCount() - 1;
        long end = last < 0 ? header.offset() : table.endOffset(last) + 1;
        InboundSet set = set(parent, header, kept(table), complete, end);
        if (!waiting.isEmpty()) {
            set.findings().addAll(waiting);
            waiting.clear();
        }
        collected(parent, set);
    }

    /** The group that the set is put into; null for one that was translated before. */
    @Nullable
    InboundGroup takes(SetHeader header) {
        return transmission.facts().redone().translated().contains(header.offset()) ? null : group;
    }

    InboundSet set(InboundGroup parent, SetHeader header, SegmentTable table, boolean complete, long end) {
        return new InboundSet(ids.next(), transmission, parent, header, table, complete, end);
    }

    /** The whole array is there, so that tables may go on referring to it. */
    SegmentTable kept(SegmentTable table) {
        return table.shallowCopy();
    }

    /** A set comes into its group with all that the reader found. */
    void collected(InboundGroup parent, InboundSet set) {
        parent.sets().add(set);
    }

    @Override
    public void groupEnded(@Nullable Trailer trailer) {
        if (group != null) {
            group.ended(trailer);
            group.findings().addAll(waiting);
            waiting.clear();
        }
        group = null;
    }

    @Override
    public void interchangeEnded(@Nullable Trailer trailer) {
        InboundInterchange ended = current();
        ended.findings().addAll(waiting);
        waiting.clear();
        end(ended, trailer);
        interchange = null;
    }

    void end(InboundInterchange ended, @Nullable Trailer trailer) {
        byte[] bytes = transmission.bytes();
        long end = trailer == null ? bytes.length : trailer.endOffset();
        ended.ended(trailer, end);
        byte[] own = Arrays.copyOfRange(bytes, (int) ended.header().offset(), (int) Math.min(end, bytes.length));
        ended.hash(Payloads.sha256(own));
    }

    @Override
    public void finding(Finding finding) {
        if (interchange == null) {
            transmission.findings().add(finding);
            return;
        }
        waiting.add(finding);
    }

    private InboundInterchange current() {
        InboundInterchange open = interchange;
        if (open == null) {
            throw new IllegalStateException("The reader told of content before it told of an interchange");
        }
        return open;
    }
}
