package io.lading.cli.torture.mix;

import io.lading.cli.simulate.Entrances;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buyers on bad lines, a thread for each: what was not taken is brought again with the same bytes until it is, and every
 * tenth goes twice although it was taken.
 */
final class Buyers implements AutoCloseable {
    private static final int TWICE_EVERY = 10;
    private static final long PAUSE_MILLIS = 200;
    private static final long LOOK_MILLIS = 50;

    private final Entrances entrances;
    private final Map<Way, BlockingQueue<BuyersOrder>> waiting = new EnumMap<>(Way.class);
    private final Map<BuyersOrder, String> notTaken = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger repeated = new AtomicInteger();

    Buyers(Entrances entrances, List<Way> ways) {
        this.entrances = entrances;
        for (Way way : ways) {
            BlockingQueue<BuyersOrder> queue = new LinkedBlockingQueue<>();
            waiting.put(way, queue);
            Thread thread = new Thread(() -> work(queue), way.partner());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Brings it as soon as its buyer comes to it. */
    void bring(BuyersOrder order) {
        notTaken.put(order, "its buyer has not come to it");
        BlockingQueue<BuyersOrder> queue = waiting.get(order.way());
        if (queue == null) {
            throw new IllegalArgumentException(
                    "Nobody brings orders by " + order.way().word() + ".");
        }
        queue.add(order);
    }

    private void work(BlockingQueue<BuyersOrder> queue) {
        try {
            while (true) {
                BuyersOrder order = queue.take();
                boolean taken = bringUntilTaken(order);
                if (taken && order.number() % TWICE_EVERY == 0) {
                    repeated.incrementAndGet();
                    taken = bringUntilTaken(order);
                }
                if (!taken) {
                    return;
                }
                notTaken.remove(order);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if the torture ended first. */
    private boolean bringUntilTaken(BuyersOrder order) throws InterruptedException {
        while (true) {
            try {
                entrances.bring(order.way().connection(), order.letter());
                return true;
            } catch (IOException | RuntimeException e) {
                notTaken.put(order, String.valueOf(e.getMessage()));
                repeated.incrementAndGet();
            }
            if (closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
    }

    /** What no door has taken yet, with what was said the last time. */
    Map<BuyersOrder, String> notTaken() {
        return Map.copyOf(notTaken);
    }

    /** How often something was brought once more. */
    int repeated() {
        return repeated.get();
    }

    /** Waits until the doors have taken everything; false when time is up. */
    boolean awaitAll(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!notTaken.isEmpty()) {
            if (System.nanoTime() > deadline || closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        closing.countDown();
        threads.forEach(Thread::interrupt);
    }
}
