package io.lading.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the audit who signed in and who was refused. The first refusal of an address is told at once; further ones of the
 * same minute are counted and told together, so that somebody who guesses cannot fill the audit. Thread-safe.
 */
public final class SignInLog {
    private static final Logger log = LoggerFactory.getLogger(SignInLog.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 60;
    private static final String OTHERS = "other addresses";

    private final Audit audit;
    private final Clock clock;
    private final Map<Where, Window> windows = new LinkedHashMap<>();

    public SignInLog(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    private record Where(String door, String remote) {}

    private static final class Window {
        private final Instant begun;
        private long more;

        Window(Instant begun) {
            this.begun = begun;
        }
    }

    /** @param door by which, such as {@code console} */
    public void signedIn(String who, String door, String remote) {
        tell(who, "sign-in", door, "from " + remote);
    }

    /** Somebody showed something that opens nothing; what it was is not kept. */
    public void refused(String door, String remote) {
        boolean first;
        synchronized (windows) {
            Where where = new Where(door, remote);
            if (!windows.containsKey(where) && windows.size() >= MOST_ADDRESSES) {
                where = new Where(door, OTHERS);
            }
            Window window = windows.get(where);
            first = window == null;
            if (window == null) {
                windows.put(where, new Window(clock.instant()));
            } else {
                window.more++;
            }
        }
        if (first) {
            log.warn("sign-in to {} refused, remote={}", door, remote);
            tell(remote, "sign-in.refused", door, "");
        }
    }

    /** Tells what was counted in minutes that are over. Called every few seconds. */
    public void settle() {
        Instant now = clock.instant();
        Map<Where, Long> counted = new LinkedHashMap<>();
        synchronized (windows) {
            Iterator<Map.Entry<Where, Window>> all = windows.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<Where, Window> one = all.next();
                if (Duration.between(one.getValue().begun, now).compareTo(WINDOW) >= 0) {
                    all.remove();
                    if (one.getValue().more > 0) {
                        counted.put(one.getKey(), one.getValue().more);
                    }
                }
            }
        }
        counted.forEach((where, more) -> {
            log.warn(
                    "sign-in to {} refused {} more times within a minute, remote={}",
                    where.door(),
                    more,
                    where.remote());
            tell(where.remote(), "sign-in.refused", where.door(), more + " more times within a minute");
        });
    }

    private void tell(String actor, String action, String subject, String detail) {
        try {
            audit.record(actor, action, subject, detail);
        } catch (RecordUnavailable e) {
            log.warn("{} {} {} {} is not in the audit: {}", actor, action, subject, detail, e.getMessage());
        }
    }
}
