package io.lading.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the audit who read the content of what. Told before the first byte leaves, so that nothing is read that the record
 * cannot tell of; the same reader of the same thing is told once a minute. Thread-safe.
 */
public final class PayloadReads {
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1000;

    private final Audit audit;
    private final Clock clock;
    private final Map<String, Instant> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    public PayloadReads(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param subject such as {@code transmission 0APQCCMJ80001}
     * @param remote from which address
     */
    public void told(String actor, String subject, String remote) {
        Instant now = clock.instant();
        synchronized (told) {
            String key = actor + "\n" + subject + "\n" + remote;
            Instant before = told.get(key);
            if (before != null && Duration.between(before, now).compareTo(ONCE_IN) < 0) {
                return;
            }
            told.remove(key);
            told.put(key, now);
        }
        audit.record(actor, "payload.read", subject, "from " + remote);
    }
}
