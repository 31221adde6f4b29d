package io.lading.routing.process;

import io.lading.tracking.measure.BusinessCounts;
import io.lading.tracking.measure.BusinessCounts.What;

/** Counts what became of a batch that is durable, for those who watch the hub. */
final class Counted {
    private Counted() {}

    static void count(Batch batch, BusinessCounts counts) {
        for (InboundTransmission transmission : batch.transmissions()) {
            String partner = transmission.facts().partner();
            if (batch.pass() != Batch.Pass.LATER) {
                counts.count(What.TRANSMISSIONS, partner, BatchRecord.overall(transmission), 1);
            }
            // Of a transmission that is split, what is accepted is counted once it is translated.
            transmission
                    .sets()
                    .filter(set -> set.only() == null)
                    .filter(set -> batch.pass() != Batch.Pass.FIRST || set.isEnded())
                    .forEach(set -> counts.count(What.SETS, partner, set.state(), 1));
        }
    }
}
