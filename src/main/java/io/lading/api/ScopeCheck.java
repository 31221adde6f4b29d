package io.lading.api;

import io.lading.operations.Caller;
import io.lading.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses what a token's scopes do not name, before a byte of the body is read. A route that says nothing is the administrator's. */
final class ScopeCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method
                && !method.getBeanType().getPackageName().equals(ScopeCheck.class.getPackageName())) {
            return refuseMethod(response); // Spring's own answer to OPTIONS, for which no scope is named anywhere
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (handler instanceof HandlerMethod method
                && authentication != null
                && authentication.getPrincipal() instanceof Caller.Machine machine
                && !method.getBeanType().equals(DescriptionController.class)) { // which everybody may ask
            check(machine, method.getMethodAnnotation(Needs.class));
        }
        return true;
    }

    private static boolean refuseMethod(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(
                        ("{\"type\":\"about:blank\",\"title\":\"Method not allowed\",\"status\":405,\"detail\":\"This path does"
                                        + " not take OPTIONS; see /api/v1/openapi.json.\"}\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return false;
    }

    private static void check(Caller.Machine machine, @Nullable Needs needs) {
        if (needs == null) {
            throw Refusal.forbidden("Only the administrator's token may do that.");
        }
        List<Scope> enough = Arrays.asList(needs.value());
        if (enough.stream().noneMatch(machine.scopes()::contains)) {
            throw Refusal.forbidden("This token may not do that: it needs the scope "
                    + String.join(" or ", enough.stream().map(Scope::word).toList()) + " and has "
                    + Scope.words(machine.scopes().stream().sorted().toList()) + ".");
        }
        if (machine.partner().isPresent() && !needs.own()) {
            throw Refusal.forbidden("This token speaks for "
                    + machine.connection().or(machine::partner).orElseThrow() + " only, and may not do that.");
        }
    }
}
