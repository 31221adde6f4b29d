package io.lading.operations;

import io.lading.tracking.SignInLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Opens a session of the console for whoever has shown who they are. Thread-safe. */
public final class ConsoleSessions {
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Callers callers;
    private final ObjectProvider<SignInLog> signIns;
    private final Guesses guesses;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    ConsoleSessions(Callers callers, Guesses guesses, ObjectProvider<SignInLog> signIns) {
        this.guesses = guesses;
        this.callers = callers;
        this.signIns = signIns;
    }

    /** Whether this address guessed too often; what it shows is then not looked at, and the answer is written. */
    public boolean turnsAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return guesses.turnsAway(request, response);
    }

    /** Signs in by the administrator's token; false if it is not that. A partner's token opens no console. */
    public boolean open(String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Caller> caller = callers.byToken(
                        new ShownToken(token, Optional.empty()), request.getRemoteAddr(), Optional.empty())
                .filter(known -> known instanceof Caller.Administrator);
        if (caller.isEmpty()) {
            refused(request);
            return false;
        }
        open(caller.get(), request, response);
        return true;
    }

    /** Whether this request belongs to a session of somebody who is signed in. */
    static boolean isOpen() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.isAuthenticated() && !(signedIn instanceof AnonymousAuthenticationToken);
    }

    /** However much it is used, a session ends after a day. */
    void endIfOver(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getLastAccessedTime() - session.getCreationTime() > LONGEST.toMillis()) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
    }

    /** Somebody showed a token or a link that opens nothing. */
    void refused(HttpServletRequest request) {
        guesses.refused("the console", request.getRemoteAddr());
    }

    void open(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.getSession().invalidate(); // a session that somebody planted before is worth nothing after
        }
        BearerTokenFilter.authenticate(caller);
        guesses.accepted(request.getRemoteAddr());
        signIns.ifAvailable(log -> log.signedIn(caller.name(), "the console", request.getRemoteAddr()));
        sessions.saveContext(SecurityContextHolder.getContext(), request, response);
    }
}
