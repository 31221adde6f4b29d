package io.lading.tracking;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Wakes those who wait for a transmission to be processed. A hint only: another process may do the work and say nothing
 * here, so a waiter looks at the record from time to time as well. Thread-safe.
 */
public final class Completions {
    private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    /** Called after the commit that finished them. */
    public void completed(Collection<Long> transmissionIds) {
        if (waiting.isEmpty()) {
            return;
        }
        for (Long id : transmissionIds) {
            CompletableFuture<Void> waiter = waiting.remove(id);
            if (waiter != null) {
                waiter.complete(null);
            }
        }
    }

    /** Waits until it is completed or the time is over, whichever is first. Ask before looking, so that nothing is missed. */
    public Waiter expect(long transmissionId) {
        return new Waiter(transmissionId, waiting.computeIfAbsent(transmissionId, id -> new CompletableFuture<>()));
    }

    /** Somebody who waits; closed when they stop. */
    public final class Waiter implements AutoCloseable {
        private final long transmissionId;
        private final CompletableFuture<Void> completion;

        private Waiter(long transmissionId, CompletableFuture<Void> completion) {
            this.transmissionId = transmissionId;
            this.completion = completion;
        }

        /** True if it was completed in this process. */
        public boolean await(Duration longest) {
            try {
                completion.get(Math.max(0, longest.toMillis()), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("Nobody completes a waiter with a failure", e);
            }
        }

        @Override
        public void close() {
            waiting.remove(transmissionId, completion);
        }
    }
}
