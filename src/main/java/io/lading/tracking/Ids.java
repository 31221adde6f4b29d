package io.lading.tracking;

import java.sql.SQLTransientConnectionException;

/**
 * Hands out ids that no other node and no earlier life of this node handed out. Thread-safe.
 *
 * <p>Time is the database's at start plus this process's monotonic clock, so that ids ascend whatever the wall clock does.
 */
public final class Ids {
    private static final int SEQUENCES = 1 << 12;

    private int node;
    private long startMillis;
    private long startNanos;
    private long lastMillis;
    private long reservedMillis = Long.MAX_VALUE;
    private int sequence;

    /**
     * @param node this node's number, 0 to 1023, held by its advisory lock
     * @param databaseMillis the database's clock now
     * @param afterId no id at or below this may be handed out
     */
    public Ids(int node, long databaseMillis, long afterId) {
        this.node = node;
        this.startMillis = Math.max(databaseMillis, RecordId.millisOf(afterId) + 1);
        this.startNanos = System.nanoTime();
    }

    /**
     * A new id.
     *
     * @throws RecordUnavailable if this node could not reserve ids for so long that its number may be another's by now
     */
    public synchronized long next() {
        long now = startMillis + (System.nanoTime() - startNanos) / 1_000_000;
        if (now > lastMillis) {
            lastMillis = now;
            sequence = 0;
        } else if (++sequence == SEQUENCES) {
            // More than four million a second: borrow from the next millisecond rather than wait.
            lastMillis++;
            sequence = 0;
        }
        if (lastMillis > reservedMillis) {
            throw new RecordUnavailable(
                    "handing out an id",
                    new SQLTransientConnectionException(
                            "node " + node + " has had no place in the record for too long"));
        }
        return RecordId.of(lastMillis, node, sequence);
    }

    /** The newest id that could have been handed out by now. */
    synchronized long latest() {
        long now = startMillis + (System.nanoTime() - startNanos) / 1_000_000;
        return RecordId.of(Math.max(now, lastMillis), node, SEQUENCES - 1);
    }

    /** From now on, ids up to this one are this node's; without this there is no bound. */
    synchronized void reservedUpTo(long id) {
        reservedMillis = RecordId.millisOf(id);
    }

    /** Goes on under another number, with the same meaning of the values as in the constructor. */
    synchronized void move(int toNode, long databaseMillis, long afterId) {
        node = toNode;
        startMillis = Math.max(databaseMillis, RecordId.millisOf(afterId) + 1);
        startNanos = System.nanoTime();
        lastMillis = 0;
        sequence = 0;
    }
}
