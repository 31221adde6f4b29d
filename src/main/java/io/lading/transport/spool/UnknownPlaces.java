package io.lading.transport.spool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * So many bodies of callers not known yet at a time, a quarter of them of one address. While all places are taken, whoever
 * has been there for longest gives way, so that slow callers keep nobody out. Thread-safe.
 */
final class UnknownPlaces {
    private static final int SHARE = 4;
    /** An honest body of usual size is whole by then. */
    private static final long UNDISTURBED = Duration.ofSeconds(2).toNanos();

    private final int most;
    private final LongSupplier nanoTime;
    private final Set<Place> taken = new LinkedHashSet<>();
    private final Map<String, Integer> byAddress = new HashMap<>();

    UnknownPlaces(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** A body's place. */
    final class Place {
        private final String address;
        private final long since;
        private volatile boolean lost;

        private Place(String address, long since) {
            this.address = address;
            this.since = since;
        }

        /** True if another one was given the place. */
        boolean isLost() {
            return lost;
        }

        void leave() {
            remove(this);
        }
    }

    /** A place, if there is one for this address. */
    synchronized Optional<Place> enter(String address) {
        int here = byAddress.getOrDefault(address, 0);
        if (here >= Math.max(1, most / SHARE)) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (taken.size() >= most && !longestGivesWay(now)) {
            return Optional.empty();
        }
        Place place = new Place(address, now);
        taken.add(place);
        byAddress.merge(address, 1, Integer::sum);
        return Optional.of(place);
    }

    private boolean longestGivesWay(long now) {
        Iterator<Place> inOrder = taken.iterator();
        Place longest = inOrder.next();
        if (now - longest.since < UNDISTURBED) {
            return false;
        }
        longest.lost = true;
        remove(longest);
        return true;
    }

    private synchronized void remove(Place place) {
        if (taken.remove(place)) {
            byAddress.merge(place.address, -1, (old, less) -> old + less == 0 ? null : Integer.valueOf(old + less));
        }
    }
}
