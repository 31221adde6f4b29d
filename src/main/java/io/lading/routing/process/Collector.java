package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.Ids;
import io.lading.tracking.Payloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the tree of one transmission out of what the reader tells; findings go to what they are about. */
class Collector implements InterchangeListener {
    /**
     * So many headers that nothing follows are told one by one. A file of a few hundred kilobytes can hold thousands, each
     * of which would cost as much as an order.
     */
    static final int MOST_BARREN = 20;

    private static final Set<String> INTERCHANGE_HEADERS = Set.of("ISA", "UNA", "UNB");

    private final InboundTransmission transmission;
    private final Ids ids;
    private final List<Finding> waiting = new ArrayList<>();
    private @Nullable InboundInterchange interchange;
    private @Nullable InboundGroup group;
    /** Whether the interchange has a transaction set or a TA1. */
    private boolean hasContent;

    private int barren;
    /** What is counted and not told. */
    private int more;

    private long moreFrom;

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
        hasContent = false;
        started.findings().addAll(waiting);
        waiting.clear();
    }

    @Override
    public void interchangeAcknowledgement(SegmentTable segment) {
        current().interchangeAcknowledgements().add(segment.copy());
        hasContent = true;
    }

    @Override
    public void groupStarted(GroupHeader header) {
        InboundInterchange parent = current();
        InboundGroup started = new InboundGroup(ids.next(), parent.groups().size() + 1, parent, header);
        parent.groups().add(started);
        group = started;
        // What is said of the header of an interchange comes after its start, and may come before a group's.
        waiting.forEach(finding -> (isAboutHeader(finding) ? parent.findings() : started.findings()).add(finding));
        waiting.clear();
    }

    private static boolean isAboutHeader(Finding finding) {
        String segment = finding.position().segment();
        return segment != null && INTERCHANGE_HEADERS.contains(segment);
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
        hasContent = true;
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
        interchange = null;
        if (trailer == null && !hasContent && ++barren > MOST_BARREN) {
            transmission.interchanges().remove(ended);
            more(ended.header().offset());
            return;
        }
        end(ended, trailer);
    }

    void end(InboundInterchange ended, @Nullable Trailer trailer) {
        byte[] bytes = transmission.bytes();
        if (trailer == null) {
            ended.ended(null, bytes.length); // Where it ends nobody knows; it is not told from repeats either.
            return;
        }
        long end = trailer.endOffset();
        ended.ended(trailer, end);
        byte[] own = Arrays.copyOfRange(bytes, (int) ended.header().offset(), (int) Math.min(end, bytes.length));
        ended.hash(Payloads.sha256(own));
    }

    /** To be called when all was read: says how much was counted and not told. */
    void done() {
        if (more > 0) {
            transmission
                    .findings()
                    .add(Finding.error(
                            FindingCode.ENVELOPE_MALFORMED,
                            Position.atOffset(moreFrom).inFile(transmission.fileName()),
                            "at most " + MOST_BARREN + " interchange headers that nothing follows",
                            more + " more"));
        }
    }

    private void more(long offset) {
        moreFrom = more == 0 ? offset : moreFrom;
        more++;
    }

    @Override
    public void finding(Finding finding) {
        if (interchange == null) {
            if (transmission.findings().size() < MOST_BARREN) {
                transmission.findings().add(finding);
            } else {
                more(finding.position().offset());
            }
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
