package io.lading.cli.torture;

import io.lading.cli.bench.OrderWorkload.Sample;
import io.lading.cli.process.PostingConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's system on a bad line: what was not answered with a receipt is sent again with the same bytes, half of the files
 * under an Idempotency-Key and half without; every tenth goes twice although it was received.
 */
final class Sender implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int TWICE_EVERY = 10;
    private static final int ACCEPTED = 202;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final Pattern RECEIPT = Pattern.compile("\"transmission\"\\s*:\\s*\"([0-9A-Z]{13})\"");

    private final OpenHubs hubs;
    private final String token;
    private final EventMeter meter;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger resent = new AtomicInteger();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> receipts = new ConcurrentHashMap<>();

    Sender(OpenHubs hubs, String token, EventMeter meter) {
        this.hubs = hubs;
        this.token = token;
        this.meter = meter;
    }

    /** Begins to send; the latch is open when each has its receipt. */
    CountDownLatch send(List<Sample> samples) {
        CountDownLatch received = new CountDownLatch(samples.size());
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> work(samples, next, received), "sender-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return received;
    }

    private void work(List<Sample> samples, AtomicInteger next, CountDownLatch received) {
        try (Line line = new Line()) {
            for (int i = next.getAndIncrement(); i < samples.size(); i = next.getAndIncrement()) {
                Sample sample = samples.get(i);
                String key = i % 2 == 0 ? "" : sample.name();
                sendUntilReceived(line, sample.name(), sample.bytes(), key);
                if (i % TWICE_EVERY == 0) {
                    resent.incrementAndGet();
                    sendUntilReceived(line, sample.name(), sample.bytes(), key);
                }
                received.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("Closing a socket does not fail", e);
        }
    }

    private void sendUntilReceived(Line line, String name, byte[] bytes, String key) throws InterruptedException {
        for (boolean first = true; ; first = false) {
            if (!first) {
                resent.incrementAndGet();
                hubs.pause();
            }
            try {
                PostingConnection.Answer answer = line.post(bytes, key);
                Matcher receipt = RECEIPT.matcher(answer.body());
                if (answer.status() == ACCEPTED && receipt.find()) {
                    meter.observed();
                    receipts.computeIfAbsent(name, n -> new ConcurrentSkipListSet<>())
                            .add(receipt.group(1));
                    return;
                }
                if (isFinal(answer.status())) {
                    refusals.put(name, answer.status() + " " + answer.body().strip());
                    return; // sending the same again would not help; the judgement counts it as lost
                }
            } catch (IOException e) {
                line.drop();
            }
        }
    }

    /** Not what says "later": too slow, too early, too often (RFC 9110, 8470, 6585). */
    private static boolean isFinal(int status) {
        return status >= 400 && status < 500 && !LATER.contains(status);
    }

    /** Waits until all that was given to it has its receipt. */
    void awaitAll(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }

    /** The transmissions that the hub named in its receipts for a file; none if it gave none. */
    Set<String> receipts(String name) {
        return receipts.getOrDefault(name, Set.of());
    }

    /** How many who send have not come to their end. */
    long stillSending() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    int resent() {
        return resent.get();
    }

    int refused() {
        return refusals.size();
    }

    /** What the hub answered when it refused a file for good; empty if it did not. */
    String refusal(String name) {
        return refusals.getOrDefault(name, "");
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A connection to some hub that is made anew after it broke. */
    private final class Line implements AutoCloseable {
        private @Nullable PostingConnection connection;

        PostingConnection.Answer post(byte[] bytes, String key) throws IOException, InterruptedException {
            PostingConnection open = connection;
            if (open == null) {
                URI hub = hubs.next();
                open = new PostingConnection(hub, token, "application/edi-x12");
                connection = open;
            }
            return open.post(bytes, key);
        }

        void drop() {
            try {
                close();
            } catch (IOException e) {
                return; // it is broken anyway
            } finally {
                connection = null;
            }
        }

        @Override
        public void close() throws IOException {
            PostingConnection open = connection;
            connection = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
