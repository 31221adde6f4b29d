package io.lading.transport;

import io.lading.security.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Keeps one partner from taking the doors for itself: so many submissions a second, and so many at a time. Remembers from
 * where partners were let in. Thread-safe.
 */
public final class PartnerLimits {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RateLimit rate;
    private final int atATime;
    private final Semaphore all;
    private final KnownAddresses known = new KnownAddresses();
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final Consumer<String> refused;

    /**
     * @param perSecond 0 for no limit
     * @param atATime of one partner
     * @param inAll of all partners together, so that there are threads left for others
     * @param refused told why, for counting
     */
    public PartnerLimits(int perSecond, int atATime, int inAll, Consumer<String> refused) {
        this.rate = new RateLimit(perSecond, System::nanoTime);
        this.atATime = atATime;
        this.all = new Semaphore(inAll);
        this.refused = refused;
    }

    /** One submission more would be too many. */
    public static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Duration wait;

        TooManyException(Duration wait) {
            super("One submission more would be too many at present.", null, false, false);
            this.wait = wait;
        }

        /** Whole seconds, as the Retry-After of HTTP has them. */
        public String retryAfter() {
            return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    /** A partner's place, until it leaves. */
    public record Place(Semaphore own, Semaphore all) {
        public void leave() {
            all.release();
            own.release();
        }
    }

    /** That a partner proved itself from an address. */
    public void met(String partner, String address) {
        known.met(partner, address);
    }

    /** True if the partner proved itself from the address since the hub's start, as far as is remembered. */
    public boolean isKnownAt(String partner, String address) {
        return known.isKnown(partner, address);
    }

    /** The partner that proved itself last from an address. */
    public Optional<String> partnerAt(String address) {
        return known.partnerAt(address);
    }

    /** Lets one submission of a partner begin. */
    public Place enter(String partner) {
        check(partner);
        Semaphore semaphore = places.computeIfAbsent(partner, name -> new Semaphore(atATime));
        if (!semaphore.tryAcquire()) {
            refused.accept("partner-places");
            throw new TooManyException(SOON);
        }
        if (!all.tryAcquire()) {
            semaphore.release();
            refused.accept("places");
            throw new TooManyException(SOON);
        }
        return new Place(semaphore, all);
    }

    /** The rate alone, where the submission's end is not seen. */
    public void check(String partner) {
        Duration wait = rate.take(partner);
        if (!wait.isZero()) {
            refused.accept("partner-rate");
            throw new TooManyException(wait);
        }
    }
}
