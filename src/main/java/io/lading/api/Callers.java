package io.lading.api;

import io.lading.operations.Caller;
import io.lading.tracking.Finder;
import io.lading.tracking.RecordId;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** What a caller may see: an administrator everything, a partner's system what came by its own connections. */
final class Callers {
    private final Finder finder;

    Callers(Finder finder) {
        this.finder = finder;
    }

    static Caller of(Authentication authentication) {
        if (authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw Refusal.forbidden("This token may not do that.");
    }

    /** For the log of who did what. */
    static String actor(Authentication authentication) {
        return of(authentication).name();
    }

    /** The caller, if it may see its own alone; empty if it may see everything. */
    static Optional<Caller.Machine> bound(Authentication authentication) {
        return of(authentication) instanceof Caller.Machine machine
                        && machine.partner().isPresent()
                ? Optional.of(machine)
                : Optional.empty();
    }

    /** The id of a transmission that the caller may see; to others it does not exist. */
    long visible(Authentication authentication, String id) {
        long transmission = id(id, "transmission");
        Optional<Caller.Machine> bound = bound(authentication);
        if (bound.isPresent()
                && finder.receivedThrough(transmission)
                        .filter(bound.get()::speaksFor)
                        .isEmpty()) {
            throw Refusal.notThere("transmission " + id);
        }
        return transmission;
    }

    static long id(String text, String what) {
        return RecordId.parse(text).orElseThrow(() -> Refusal.notThere(what + " " + shown(text)));
    }

    /** What a caller typed, short enough to be said back. */
    static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
