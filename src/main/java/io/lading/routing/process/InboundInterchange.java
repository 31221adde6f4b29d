package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.InterchangeHeader;
import io.lading.partner.ReceivingAgreement;
import io.lading.syntax.InterchangeListener.Trailer;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.SetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One interchange of a transmission, and what became of it so far. */
final class InboundInterchange {
    private final long id;
    private final int ordinal;
    private final InterchangeHeader header;
    private final List<InboundGroup> groups = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<SegmentTable> interchangeAcknowledgements = new ArrayList<>();
    private @Nullable Trailer trailer;
    private long endOffset;
    private byte @Nullable [] sha256;
    private @Nullable Long repeatOf;
    private InterchangeState state = InterchangeState.ACCEPTED;
    private boolean stopped;

    InboundInterchange(long id, int ordinal, InterchangeHeader header) {
        this.id = id;
        this.ordinal = ordinal;
        this.header = header;
        this.endOffset = header.offset();
    }

    long id() {
        return id;
    }

    int ordinal() {
        return ordinal;
    }

    InterchangeHeader header() {
        return header;
    }

    List<InboundGroup> groups() {
        return groups;
    }

    Stream<InboundSet> sets() {
        return groups.stream().flatMap(group -> group.sets().stream());
    }

    /** All its sets, those included that are not held. */
    long setCount() {
        return groups.stream().mapToLong(InboundGroup::setCount).sum();
    }

    /** The agreements of its sets. */
    Stream<ReceivingAgreement> agreements() {
        Stream<@Nullable ReceivingAgreement> ofSets = sets().map(InboundSet::agreement);
        return Stream.concat(
                groups.stream().flatMap(group -> group.plain().agreements()), ofSets.filter(Objects::nonNull));
    }

    /** No set goes further that has not ended by itself. */
    void endSets(SetState state, String why) {
        sets().filter(set -> !set.isEnded()).forEach(set -> set.end(state, why));
        groups.forEach(group -> group.plain().end(state, why));
    }

    /** What is wrong with the envelope itself. */
    List<Finding> findings() {
        return findings;
    }

    /** TA1 segments that answer interchanges of ours. */
    List<SegmentTable> interchangeAcknowledgements() {
        return interchangeAcknowledgements;
    }

    void ended(@Nullable Trailer found, long end) {
        trailer = found;
        endOffset = end;
    }

    @Nullable
    Trailer trailer() {
        return trailer;
    }

    long endOffset() {
        return endOffset;
    }

    void hash(byte[] digest) {
        sha256 = digest;
    }

    byte @Nullable [] sha256() {
        return sha256;
    }

    void repeats(long earlier) {
        repeatOf = earlier;
    }

    @Nullable
    Long repeatOf() {
        return repeatOf;
    }

    void become(InterchangeState found) {
        state = found;
    }

    /** Nothing of it goes further: it is a repeat, held, refused whole, or nobody's. */
    void stop(InterchangeState found) {
        state = found;
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    InterchangeState state() {
        return state;
    }
}
