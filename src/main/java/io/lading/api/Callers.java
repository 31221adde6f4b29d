package io.lading.api;

import io.lading.operations.Caller;
import io.lading.tracking.Finder;
import io.lading.tracking.RecordId;
import org.springframework.security.core.Authentication;

/** What a caller may see: an administrator everything, a partner's system what came by its own connection. */
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
        Caller caller = of(authentication);
        if (caller instanceof Caller.Administrator administrator) {
            return administrator.name();
        }
        return ((Caller.Submitter) caller).connection();
    }

    static void mustBeAdministrator(Authentication authentication) {
        if (!(of(authentication) instanceof Caller.Administrator)) {
            throw Refusal.forbidden("Only the administrator's token may do that.");
        }
    }

    /** The id of a transmission that the caller may see; to others it does not exist. */
    long visible(Authentication authentication, String id) {
        long transmission = id(id, "transmission");
        if (of(authentication) instanceof Caller.Submitter submitter
                && finder.receivedThrough(transmission)
                        .filter(submitter.connection()::equals)
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
