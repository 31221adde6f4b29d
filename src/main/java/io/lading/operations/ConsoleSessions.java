package io.lading.operations;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Opens a session of the console for whoever has shown who they are. Thread-safe. */
public final class ConsoleSessions {
    private final Callers callers;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    ConsoleSessions(Callers callers) {
        this.callers = callers;
    }

    /** Signs in by the administrator's token; false if it is not that. A partner's token opens no console. */
    public boolean open(String token, HttpServletRequest request, HttpServletResponse response) {
        return callers.byToken(token, request.getRemoteAddr(), Optional.empty())
                .filter(caller -> caller instanceof Caller.Administrator)
                .map(caller -> {
                    open(caller, request, response);
                    return true;
                })
                .orElse(false);
    }

    void open(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.getSession().invalidate(); // a session that somebody planted before is worth nothing after
        }
        BearerTokenFilter.authenticate(caller);
        sessions.saveContext(SecurityContextHolder.getContext(), request, response);
    }
}
