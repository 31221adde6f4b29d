package io.lading.operations;

import io.lading.tracking.IntakeClosed;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the doors while the data folder's disk is nearly full, so that the hub can still write down what becomes of what it
 * has. Looks at the disk once a second at most. Thread-safe.
 */
final class DiskReserve implements HealthCheck, IntakeClosed.Gate {
    private static final Logger log = LoggerFactory.getLogger(DiskReserve.class);
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path data;
    private final long reserve;
    private final LongSupplier usable;
    private long lookedAt = System.nanoTime() - LOOK_NANOS;
    private String trouble = "";

    /** @param reserve bytes that stay free */
    DiskReserve(Path data, long reserve) {
        this(data, reserve, () -> data.toFile().getUsableSpace());
    }

    DiskReserve(Path data, long reserve, LongSupplier usable) {
        this.data = data;
        this.reserve = reserve;
        this.usable = usable;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public synchronized String trouble() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_NANOS) {
            return trouble;
        }
        lookedAt = now;
        long free = usable.getAsLong();
        boolean wasWell = trouble.isEmpty();
        trouble = free >= reserve
                ? ""
                : "Only " + free / MEGABYTE + " MB are free in " + data + ", less than the " + reserve / MEGABYTE
                        + " MB that stay free (limits.diskReserve): no door takes anything in. Make room.";
        if (wasWell && !trouble.isEmpty()) {
            log.warn("disk=LOW {}", trouble);
        }
        if (!wasWell && trouble.isEmpty()) {
            log.info("disk=UP {} MB are free in {}; the doors take in again.", free / MEGABYTE, data);
        }
        return trouble;
    }

    @Override
    public Optional<IntakeClosed> closed() {
        String found = trouble();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new IntakeClosed(found, "The hub is short of room and takes nothing in at present."));
    }
}
