package io.lading.tracking;

/**
 * Hands out ids that no other node and no earlier life of this node handed out. Thread-safe.
 *
 * <p>Time is the database's at start plus this process's monotonic clock, so that ids ascend whatever the wall clock does.
 */
public final class Ids {
    private static final int SEQUENCES = 1 << 12;

    private final int node;
    private final long startMillis;
    private final long startNanos;
    private long lastMillis;
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
        return RecordId.of(lastMillis, node, sequence);
    }

    /** The newest id that could have been handed out by now. */
    synchronized long latest() {
        long now = startMillis + (System.nanoTime() - startNanos) / 1_000_000;
        return RecordId.of(Math.max(now, lastMillis), node, SEQUENCES - 1);
    }
}
