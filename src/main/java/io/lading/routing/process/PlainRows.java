package io.lading.routing.process;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Writes the rows of sets about which there is nothing to say while the first pass meets them, as accepted: nobody sees them
 * before its commit, and if the trailers say otherwise they are mended before. Belongs to one thread.
 */
final class PlainRows implements Consumer<InboundSet> {
    private final Batch batch;
    private final InboundTransmission transmission;
    private final Clock clock;
    private Instant now;
    private int waiting;

    PlainRows(Batch batch, InboundTransmission transmission, Clock clock) {
        this.batch = batch;
        this.transmission = transmission;
        this.clock = clock;
        this.now = clock.instant();
        passed();
    }

    @Override
    public void accept(InboundSet set) {
        set.reached(Stage.ACKNOWLEDGED);
        BatchRecord.writeRow(batch, transmission, set, now);
        if (++waiting == BatchRecord.ROWS_A_FLUSH) {
            batch.unit().flush();
            waiting = 0;
            now = clock.instant();
            passed();
        }
    }

    /** The stages pass together. */
    private void passed() {
        batch.passed(Stage.UNWRAPPED, now);
        batch.passed(Stage.IDENTIFIED, now);
        batch.passed(Stage.VALIDATED, now);
        batch.passed(Stage.ACKNOWLEDGED, now);
    }
}
