package io.lading.routing.process;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whose turn it is to look for work. While batches are small one worker looks at a time, and what comes meanwhile shares
 * the next batch: each has its own statements and its own commit, which cost more than a small batch's content. Shared by
 * the workers of a lane.
 */
final class Turn {
    private final Semaphore place = new Semaphore(1);
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Runnable lookAgain;

    /** @param lookAgain called when a turn ends during which another worker wanted to look */
    Turn(Runnable lookAgain) {
        this.lookAgain = lookAgain;
    }

    /** Nothing if another worker has the turn; when it ends, somebody looks again. */
    Optional<Held> take() {
        wanted.set(true); // before the try, so that whoever ends between the two sees it
        if (!place.tryAcquire()) {
            return Optional.empty();
        }
        wanted.set(false);
        return Optional.of(new Held());
    }

    /** A turn; belongs to one thread. */
    final class Held implements AutoCloseable {
        private boolean ended;

        /** Lets others look while this worker goes on; called again it does nothing. */
        @Override
        public void close() {
            if (ended) {
                return;
            }
            ended = true;
            place.release();
            if (wanted.getAndSet(false)) {
                lookAgain.run();
            }
        }
    }
}
