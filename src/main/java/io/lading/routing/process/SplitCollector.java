package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.Ids;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.SetState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of a transmission too large to be held: each set is examined while it passes by and only what was found is
 * kept of it, for most their control number alone. An interchange with a set larger than is taken in one piece is held whole.
 */
final class SplitCollector extends Collector {
    private final Examination examination;
    private final SpanDigest digest;
    private final Consumer<InboundSet> plain;
    /** The same few words in each of hundreds of thousands of headers. */
    private final Map<String, String> words = new HashMap<>();
    /** The set that comes in parts. */
    private @Nullable InboundSet open;

    /** Identifies and checks sets, which have their tokens then and never again. */
    interface Examination {
        /** A part of a set, of which more follow. */
        void part(InboundSet set);

        /** A set, or the last part of one. */
        void set(InboundSet set);
    }

    /** @param plain is given each set about which there is nothing to say, which is not kept */
    SplitCollector(
            InboundTransmission transmission,
            Ids ids,
            SpanDigest digest,
            Examination examination,
            Consumer<InboundSet> plain) {
        super(transmission, ids);
        this.plain = plain;
        this.digest = digest;
        this.examination = examination;
    }

    @Override
    public void interchangeStarted(InterchangeHeader header) {
        super.interchangeStarted(header);
        digest.begin(header.offset());
    }

    @Override
    public boolean takesParts() {
        return true;
    }

    @Override
    public void setPart(SetHeader header, SegmentTable part) {
        long end = part.endOffset(part.segmentCount() - 1) + 1;
        InboundGroup parent = takes(header);
        if (parent == null) {
            digest.reaches(end);
            return;
        }
        InboundSet set = open == null ? set(parent, header, part, false, end) : open;
        open = set;
        digest.reaches(end);
        set.passes(part);
        examination.part(set);
        set.letGo();
    }

    @Override
    InboundSet set(InboundGroup parent, SetHeader header, SegmentTable table, boolean complete, long end) {
        digest.reaches(end);
        InboundSet inParts = open;
        if (inParts == null) {
            return super.set(parent, shared(header), table, complete, end);
        }
        open = null;
        inParts.passes(table);
        inParts.passed(complete, end);
        return inParts;
    }

    private SetHeader shared(SetHeader header) {
        return new SetHeader(
                shared(header.type()),
                header.controlNumber(),
                shared(header.convention()),
                shared(header.release()),
                header.ordinal(),
                header.offset());
    }

    private String shared(String word) {
        return words.computeIfAbsent(word, same -> same);
    }

    /** The table is only valid now. */
    @Override
    SegmentTable kept(SegmentTable table) {
        return table;
    }

    @Override
    void collected(InboundGroup parent, InboundSet set) {
        examination.set(set);
        set.letGo();
        if (parent.plain().take(set)) {
            plain.accept(set);
        } else {
            parent.addAmongPlain(set);
        }
    }

    @Override
    void end(InboundInterchange ended, @Nullable Trailer trailer) {
        long end = trailer == null ? digest.fed() : trailer.endOffset();
        ended.ended(trailer, end);
        ended.hash(digest.end(end));
        Tolerated.apply(ended);
        Optional<Finding> giant = ended.sets()
                .filter(set -> !set.isClean())
                .flatMap(set -> set.findings().stream())
                .filter(finding -> finding.code() == FindingCode.SET_TOO_LARGE)
                .findFirst();
        giant.ifPresent(finding -> hold(ended, finding));
    }

    /** Answering for the other sets would refuse this one, which nobody has read. */
    private static void hold(InboundInterchange interchange, Finding giant) {
        if (!interchange.isStopped()) {
            interchange.stop(InterchangeState.HELD);
            interchange.endSets(SetState.HELD, giant.sentence());
        }
    }
}
