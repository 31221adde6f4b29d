package io.lading.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows guessing down: after a few failures of a user from an address nothing is tried for a while that grows. */
public final class LoginLimit {
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 10;
    private static final int MOST_KEPT = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEPT;
        }
    };

    public LoginLimit(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant until) {}

    /** Whether this one may be tried now. */
    public synchronized boolean allows(String user, String address) {
        Failures known = failures.get(key(user, address));
        return known == null || !clock.instant().isBefore(known.until());
    }

    public synchronized void failed(String user, String address) {
        Instant now = clock.instant();
        Failures known = failures.getOrDefault(key(user, address), new Failures(0, now));
        int count = known.count() + 1;
        Duration wait = count < FREE ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, count - FREE));
        failures.put(key(user, address), new Failures(count, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
    }

    public synchronized void succeeded(String user, String address) {
        failures.remove(key(user, address));
    }

    private static String key(String user, String address) {
        return user + '\n' + address;
    }
}
