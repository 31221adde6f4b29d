package io.lading.transport.spool;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of unfinished requests lie on the disk: in all, of each partner, and of strangers. Counts what is written,
 * not what was announced. Thread-safe.
 */
public final class SpoolQuota {
    /** Share of the strangers' room that one address may have: one in so many. */
    private static final int ADDRESSES = 4;
    /** Between two looks at the disk. */
    private static final long LOOK_BYTES = 1024 * 1024;

    private final Bounds bounds;
    private final Runnable requireRoom;
    private final Map<String, Long> byKey = new HashMap<>();
    private long total;
    private long strangers;

    /**
     * Most bytes at a time.
     *
     * @param unknown of all callers together that only their body can make known
     */
    public record Bounds(long total, long perPartner, long unknown) {}

    /** @param requireRoom throws when nothing more may be written, such as when the disk is nearly full */
    public SpoolQuota(Bounds bounds, Runnable requireRoom) {
        this.bounds = bounds;
        this.requireRoom = requireRoom;
    }

    Share of(Sender sender) {
        return sender.partner()
                .map(partner -> new Share("partner " + partner, bounds.perPartner(), false))
                .orElseGet(() -> new Share("address " + sender.address(), bounds.unknown() / ADDRESSES, true));
    }

    /** For an own purpose, such as a message that we send: bounded by the disk alone. */
    public static Share unbounded() {
        long most = Long.MAX_VALUE;
        return new SpoolQuota(new Bounds(most, most, most), () -> {}).new Share("own", most, false);
    }

    /** Before anything of a body is asked for; throws what closed the doors. */
    void requireRoom() {
        requireRoom.run();
    }

    private synchronized void take(Share share, long bytes) throws SpoolFull {
        long of = byKey.getOrDefault(share.key, 0L) + bytes;
        if (of > share.most) {
            throw new SpoolFull("The unfinished requests of " + share.key + " would have more than " + share.most
                    + " bytes (limits.spoolPerPartner, limits.spoolOfUnknown).");
        }
        if (share.stranger && strangers + bytes > bounds.unknown()) {
            throw new SpoolFull("The unfinished requests of unknown callers would have more than " + bounds.unknown()
                    + " bytes (limits.spoolOfUnknown).");
        }
        if (total + bytes > bounds.total()) {
            throw new SpoolFull(
                    "All unfinished requests would have more than " + bounds.total() + " bytes" + " (limits.spool).");
        }
        byKey.put(share.key, of);
        total += bytes;
        strangers += share.stranger ? bytes : 0;
    }

    private synchronized void giveBack(Share share, long bytes) {
        byKey.merge(share.key, -bytes, (old, less) -> old + less == 0 ? null : Long.valueOf(old + less));
        total -= bytes;
        strangers -= share.stranger ? bytes : 0;
    }

    /** Bytes that lie there now. */
    public synchronized long total() {
        return total;
    }

    /** What one request has of the room; for one thread at a time. */
    public final class Share implements AutoCloseable {
        private final String key;
        private final long most;
        private final boolean stranger;
        private long taken;
        private long looked;

        private Share(String key, long most, boolean stranger) {
            this.key = key;
            this.most = most;
            this.stranger = stranger;
        }

        /**
         * Before bytes are written.
         *
         * @throws SpoolFull there is no room for them
         * @throws RuntimeException what the quota was given says that nothing may be written
         */
        public void take(long bytes) throws SpoolFull {
            if (taken + bytes - looked >= LOOK_BYTES) {
                requireRoom.run();
                looked = taken + bytes;
            }
            SpoolQuota.this.take(this, bytes);
            taken += bytes;
        }

        /** When the bytes are deleted. */
        @Override
        public void close() {
            giveBack(this, taken);
            taken = 0;
            looked = 0;
        }
    }
}
