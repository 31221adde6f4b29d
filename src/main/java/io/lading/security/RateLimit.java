package io.lading.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many a second for each key, ten seconds' worth of them at once (a token bucket). Forgets who has been quiet for
 * longest, when there are very many. Thread-safe.
 */
public final class RateLimit {
    private static final int BURST_SECONDS = 10;
    private static final int MOST_KEPT = 20_000;
    private static final double NANOSECONDS = 1e9;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Bucket(double left, long at) {}

    /** @param perSecond 0 for no limit */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** Takes one if there is one; else how long to wait for it. */
    public synchronized Duration take(String key) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        Bucket now = filled(key);
        if (now.left() < 1) {
            double seconds = (1 - now.left()) / perSecond;
            return Duration.ofMillis((long) Math.ceil(seconds * 1000));
        }
        buckets.put(key, new Bucket(now.left() - 1, now.at()));
        return Duration.ZERO;
    }

    /** How long to wait until there is one; takes none. */
    public synchronized Duration look(String key) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        double left = filled(key).left();
        return left >= 1 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - left) / perSecond * 1000));
    }

    /** Takes many, afterwards, for what turned out to cost more; leaves a debt of ten seconds at most. */
    public synchronized void charge(String key, int count) {
        if (perSecond > 0) {
            Bucket now = filled(key);
            double most = (double) perSecond * BURST_SECONDS;
            buckets.put(key, new Bucket(Math.max(-most, now.left() - count), now.at()));
        }
    }

    private Bucket filled(String key) {
        long now = nanoTime.getAsLong();
        double most = (double) perSecond * BURST_SECONDS;
        Bucket known = buckets.getOrDefault(key, new Bucket(most, now));
        double since = Math.max(0, now - known.at()) / NANOSECONDS;
        return new Bucket(Math.min(most, known.left() + since * perSecond), now);
    }
}
