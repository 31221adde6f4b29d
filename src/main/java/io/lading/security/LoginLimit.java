package io.lading.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down: after a few failures of a user from an address nothing is tried for a while that grows, and after
 * more of them from one address, whichever the users, nobody from there but who was right before. Who waits is not
 * forgotten for others that come: where too many wait, only who was right before is heard. Thread-safe.
 */
public final class LoginLimit {
    private static final int FREE = 5;
    private static final int FREE_OF_ADDRESS = 20;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;
    private static final int MOST_KEPT = 10_000;
    private static final int IPV6_NETWORK_GROUPS = 4;

    private final Clock clock;
    private final Map<String, Failures> users = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Failures> addresses = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> right = Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KEPT;
        }
    });

    public LoginLimit(Clock clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant until, Instant last) {}

    /** Whether this one may be tried now. */
    public synchronized boolean allows(String user, String address) {
        Instant now = clock.instant();
        String key = key(user, address);
        if (waits(users.get(key), now)) {
            return false;
        }
        if (right.contains(key)) {
            return true;
        }
        String network = network(address);
        return !waits(addresses.get(network), now)
                && (users.containsKey(key) || hasRoom(users, now))
                && (addresses.containsKey(network) || hasRoom(addresses, now));
    }

    private static boolean waits(@Nullable Failures known, Instant now) {
        return known != null && now.isBefore(known.until());
    }

    /** Who does not wait any more makes room, the longest quiet first. */
    private static boolean hasRoom(Map<String, Failures> kept, Instant now) {
        if (kept.size() >= MOST_KEPT) {
            kept.values().removeIf(known -> !now.isBefore(known.until()));
        }
        return kept.size() < MOST_KEPT;
    }

    public synchronized void failed(String user, String address) {
        Instant now = clock.instant();
        count(users, key(user, address), FREE, now);
        count(addresses, network(address), FREE_OF_ADDRESS, now);
    }

    private static void count(Map<String, Failures> kept, String key, int free, Instant now) {
        Failures known = kept.get(key);
        if (known == null && !hasRoom(kept, now)) {
            return;
        }
        boolean remembered = known != null && !known.last().plus(FORGOTTEN).isBefore(now);
        int count = known != null && remembered ? known.count() + 1 : 1;
        Duration wait = count < free ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, count - free));
        kept.put(key, new Failures(count, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait), now));
    }

    public synchronized void succeeded(String user, String address) {
        users.remove(key(user, address));
        right.add(key(user, address));
    }

    private static String key(String user, String address) {
        return user + '\n' + network(address);
    }

    /** Of IPv6 the /64, of which every customer has all addresses. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        return groups.length <= IPV6_NETWORK_GROUPS || address.contains("::ffff:")
                ? address
                : String.join(":", Arrays.copyOf(groups, IPV6_NETWORK_GROUPS));
    }
}
