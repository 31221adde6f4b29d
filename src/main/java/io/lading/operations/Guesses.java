package io.lading.operations;

import io.lading.security.RateLimit;
import io.lading.tracking.SignInLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The brake on guessing tokens and links. Each refusal costs an address one of twenty, and two a second come back. Without any
 * left it is told to wait: a link, or a token at the sign-in, is then not looked at; a right token of the API is. All refusals
 * together are limited too, so that many addresses guess no faster; that one does not concern addresses that were right
 * before, for else strangers could keep the administrator out. Every refusal is told to the audit and the log. Thread-safe.
 */
final class Guesses {
    private static final int PER_ADDRESS = 2;
    private static final int TOGETHER = 50;
    private static final String EVERYBODY = "";
    private static final int MOST_KNOWN = 1000;
    private static final String TOO_MANY =
            "Too many wrong tokens or links came from this address. Correct what it shows,"
                    + " and try again after the seconds of Retry-After.";

    private final RateLimit addresses;
    private final RateLimit together;
    private final ObjectProvider<SignInLog> signIns;
    private final Consumer<String> counted;
    private final Set<String> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    }));

    /** @param counted told why somebody was not heard, for the metrics */
    Guesses(ObjectProvider<SignInLog> signIns, Consumer<String> counted, LongSupplier nanoTime) {
        this.addresses = new RateLimit(PER_ADDRESS, nanoTime);
        this.together = new RateLimit(TOGETHER, nanoTime);
        this.signIns = signIns;
        this.counted = counted;
    }

    /** How long an address waits before what it shows is looked at; zero if it is at once. */
    Duration wait(String remote) {
        Duration wait = addresses.look(remote);
        if (wait.isZero() && !known.contains(remote)) {
            wait = together.look(EVERYBODY);
        }
        if (!wait.isZero()) {
            counted.accept("guessing");
        }
        return wait;
    }

    /** Somebody showed something that opens nothing. */
    void refused(String door, String remote) {
        addresses.charge(remote, 1);
        together.charge(EVERYBODY, 1);
        signIns.ifAvailable(log -> log.refused(door, remote));
    }

    /** The same at the partners' own port, which knows no administrator and has brakes of its own. */
    void told(String door, String remote) {
        signIns.ifAvailable(log -> log.refused(door, remote));
    }

    /** Somebody showed what is right. */
    void accepted(String remote) {
        known.add(remote);
    }

    /** Answers 429 where an address must wait; true if it did. */
    boolean turnsAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration wait = wait(request.getRemoteAddr());
        if (wait.isZero()) {
            return false;
        }
        response.setHeader("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        if (request.getServletPath().startsWith("/api/")) {
            SecurityConfiguration.problem(response, 429, "Too Many Requests", TOO_MANY);
        } else {
            response.setStatus(429);
            SecurityConfiguration.text(response, "text/plain", TOO_MANY + "\n");
        }
        return true;
    }
}
