package io.lading.routing.process;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.tracking.Ids;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.TransmissionState;
import io.lading.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The first pass over a transmission too large for one batch: reads it from its stored chunks and takes it apart, identifies
 * and checks set by set. Its accepted sets are translated in later batches, some at a time.
 */
public final class SplitStage {
    private static final int CHUNK = 1 << 18;

    private final IdentifyStage identify;
    private final int wholeSet;
    private final Ids ids;
    private final Clock clock;

    /** @param wholeSet the largest set that is taken in one piece, in bytes */
    public SplitStage(IdentifyStage identify, int wholeSet, Ids ids, Clock clock) {
        this.identify = identify;
        this.wholeSet = wholeSet;
        this.ids = ids;
        this.clock = clock;
    }

    /** The stage: called once for a batch of one transmission. */
    public void split(Batch batch) {
        batch.open().forEach(transmission -> split(batch, transmission));
        identify.tellRepeats(batch);
        Instant now = clock.instant();
        batch.passed(Stage.UNWRAPPED, now);
        batch.passed(Stage.IDENTIFIED, now);
        batch.passed(Stage.VALIDATED, now);
    }

    private void split(Batch batch, InboundTransmission transmission) {
        Community community = batch.knowledge().community();
        Optional<Connection> connection =
                community.connection(transmission.facts().connection());
        if (connection.isEmpty()) {
            IdentifyStage.endWithoutConnection(transmission);
            return;
        }
        SpanDigest digest = new SpanDigest();
        SplitCollector collector = new SplitCollector(
                transmission,
                ids,
                digest,
                new InPassing(
                        community,
                        connection.get(),
                        batch.knowledge().guides(),
                        batch.knowledge().maps(),
                        new Validator()),
                new PlainRows(batch, transmission, clock));
        read(batch, transmission, digest, collector);
        collector.done();
        if (transmission.interchanges().isEmpty()) {
            transmission.end(
                    TransmissionState.UNRECOGNISED,
                    transmission.findings().isEmpty()
                            ? "No interchange was found in it."
                            : transmission.findings().get(0).sentence());
        }
    }

    private record InPassing(Community community, Connection connection, Guides guides, Maps maps, Validator validator)
            implements SplitCollector.Examination {
        @Override
        public void part(InboundSet set) {
            identify(set);
            if (!set.isEnded()) {
                ValidateStage.validatePart(guides, validator, set);
            }
        }

        @Override
        public void set(InboundSet set) {
            identify(set);
            if (!set.isEnded()) {
                ValidateStage.validate(guides, validator, set);
                set.reached(Stage.VALIDATED);
            }
            if (!set.isClean() || set.isEnded()) {
                SetNumbers.find(maps, set);
            }
        }

        /** A set in parts is known from its first. */
        private void identify(InboundSet set) {
            if (set.parts().size() <= 1) {
                IdentifyStage.identify(community, connection, set);
            }
        }
    }

    private void read(Batch batch, InboundTransmission transmission, SpanDigest digest, SplitCollector collector) {
        String name = transmission.fileName();
        Integer earlier = transmission.facts().redone().wholeSet();
        transmission.cutAbove(earlier == null ? wholeSet : earlier);
        InterchangeReader reader = new InterchangeReader(
                ReaderOptions.strict(name == null ? "" : name).withLargestSet(transmission.wholeSet()), collector);
        try (InputStream in = Payloads.open(batch.unit(), transmission.facts().clearPayload())) {
            byte[] chunk = in.readNBytes(CHUNK);
            while (chunk.length > 0) {
                digest.feed(chunk);
                reader.feed(chunk, 0, chunk.length);
                chunk = in.readNBytes(CHUNK);
            }
            reader.end();
        } catch (IOException e) {
            throw new RecordUnavailable("reading a transmission chunk by chunk", e);
        }
    }
}
