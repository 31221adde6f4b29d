package io.lading.routing.deliver;

import io.lading.tracking.RecordFailure;
import io.lading.tracking.RecordId;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.WorkQueue.Work;
import io.lading.transport.Sent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes that the record has not taken yet; their work stays claimed by this node meanwhile. One that the record will
 * never take must not keep the others from being written, nor anything else from being sent. Thread-safe.
 */
final class UnwrittenOutcomes {
    private static final Logger log = LoggerFactory.getLogger(UnwrittenOutcomes.class);

    private final Writer writer;
    private final Queue<Batch> waiting = new ConcurrentLinkedQueue<>();

    /** Writes what became of deliveries; throws {@link RecordFailure} if nothing of it was written. */
    @FunctionalInterface
    interface Writer {
        void write(List<Work> claimed, List<Sent> sent);
    }

    private record Batch(List<Work> claimed, List<Sent> sent) {}

    UnwrittenOutcomes(Writer writer) {
        this.writer = writer;
    }

    /** Writes what became of deliveries now, or keeps it to be written. */
    void write(List<Work> claimed, List<Sent> sent) {
        write(new Batch(claimed, sent));
    }

    /** Writes what was kept; false if the record is still away. */
    boolean write() {
        for (Batch batch = waiting.poll(); batch != null; batch = waiting.poll()) {
            if (!write(batch)) {
                return false;
            }
        }
        return true;
    }

    /** False if the record is away. */
    private boolean write(Batch batch) {
        try {
            writer.write(batch.claimed(), batch.sent());
            return true;
        } catch (RecordFailure e) {
            if (RecordUnavailable.isPassing(e)) {
                log.warn(
                        "What became of {} deliveries could not be written yet: {}",
                        batch.claimed().size(),
                        e.getMessage());
                waiting.add(batch);
                return false;
            }
            return apart(batch, e);
        }
    }

    private boolean apart(Batch batch, RecordFailure error) {
        List<Work> claimed = batch.claimed();
        if (claimed.size() > 1) {
            int half = claimed.size() / 2;
            boolean first = write(new Batch(claimed.subList(0, half), batch.sent()));
            boolean second = write(new Batch(claimed.subList(half, claimed.size()), batch.sent()));
            return first && second;
        }
        log.error(
                "transmission={} what became of it cannot be written. It stands as being sent until this hub starts again, which"
                        + " then sends it once more under the same key. This is a fault of the hub; report it.",
                RecordId.text(claimed.get(0).subject()),
                error);
        return true;
    }
}
