package io.lading.cli.torture;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where senders find a hub at the moment. Thread-safe. */
final class OpenHubs {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<URI> addresses = new ArrayList<>();
    private int turn;

    void open(URI address) {
        change(() -> addresses.add(address));
    }

    void closed(URI address) {
        change(() -> addresses.remove(address));
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One of the hubs, each in its turn; waits while there is none. */
    URI next() throws InterruptedException {
        lock.lock();
        try {
            while (addresses.isEmpty()) {
                changed.await();
            }
            turn++;
            return addresses.get(turn % addresses.size());
        } finally {
            lock.unlock();
        }
    }

    /** After a failure: waits a moment, or until something changes. */
    void pause() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(50);
            List<URI> known = List.copyOf(addresses);
            while (left > 0 && known.equals(addresses)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
