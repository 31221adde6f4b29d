package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.WorkQueue.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One received transmission on its way through the process hop. */
final class InboundTransmission {
    private final Work work;
    private final Facts facts;
    private final byte[] bytes;
    private final List<InboundInterchange> interchanges = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable TransmissionState end;
    private @Nullable String reason;
    private int wholeSet;

    /**
     * What the door noted.
     *
     * @param partner whose connection it came through
     * @param clearPayload where its clear bytes are
     * @param redone what a person's wish to do it again means for it
     * @param knowledge what it must be processed with; null for today's
     */
    record Facts(
            long id,
            String partner,
            String connection,
            String mediaType,
            @Nullable String fileName,
            long size,
            long clearPayload,
            Instant receivedAt,
            Redone redone,
            @Nullable Long knowledge) {

        /** True if a person asked for it, so that its control number is no duplicate. */
        boolean reprocess() {
            return redone.again();
        }
    }

    /**
     * Doing it again.
     *
     * @param translated offsets of the sets that were translated before and are left alone this time
     * @param parts those of sets too large for one piece that were translated before
     * @param wholeSet the largest set that was taken in one piece then; null if none was cut into parts
     * @param answered true if the sender has had an acknowledgement
     */
    record Redone(
            boolean again,
            Set<Long> translated,
            Set<CutPart.Span> parts,
            @Nullable Integer wholeSet,
            boolean answered) {
        static final Redone NO = new Redone(false, Set.of(), Set.of(), null, false);
    }

    InboundTransmission(Work work, Facts facts, byte[] bytes) {
        this.work = work;
        this.facts = facts;
        this.bytes = bytes;
    }

    Work work() {
        return work;
    }

    Facts facts() {
        return facts;
    }

    long id() {
        return facts.id();
    }

    /** The clear bytes. */
    byte[] bytes() {
        return bytes;
    }

    List<InboundInterchange> interchanges() {
        return interchanges;
    }

    /** The largest set that is taken in one piece, here as the earlier times. */
    void cutAbove(int bytes) {
        wholeSet = bytes;
    }

    int wholeSet() {
        return wholeSet;
    }

    Stream<InboundSet> sets() {
        return interchanges.stream().flatMap(InboundInterchange::sets);
    }

    /** Of each group that has them. */
    Stream<PlainSets> plainSets() {
        return interchanges.stream()
                .flatMap(interchange -> interchange.groups().stream())
                .map(InboundGroup::plain)
                .filter(plain -> plain.count() > 0);
    }

    List<Finding> findings() {
        return findings;
    }

    /** The name that positions of findings carry. */
    @Nullable
    String fileName() {
        return facts.fileName();
    }

    /** Nothing more happens to it, for this reason. */
    void end(TransmissionState state, String why) {
        end = state;
        reason = why;
    }

    boolean isEnded() {
        return end != null;
    }

    TransmissionState state() {
        return end == null ? TransmissionState.PROCESSED : end;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
