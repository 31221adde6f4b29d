package io.lading.operations;

import static io.lading.operations.BearerTokenFilter.ADMINISTRATOR;
import static io.lading.operations.BearerTokenFilter.MACHINE;

import io.lading.configuration.Settings;
import io.lading.partner.LoadedCommunity;
import io.lading.security.AdministratorToken;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.SignInLog;
import io.lading.transport.PartnerLimits;
import io.lading.transport.spool.BodySpool;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Who may do what over HTTP: nothing is open that is not named here. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String SIGN_IN = "/sign-in";

    @Bean
    Callers callers(
            Settings settings,
            ObjectProvider<LoadedCommunity> community,
            ObjectProvider<MachineTokens> tokens,
            Clock clock)
            throws IOException {
        SecureRandom random = new SecureRandom();
        return new Callers(
                AdministratorToken.obtain(settings.adminToken(), settings.data(), random),
                community,
                tokens,
                clock,
                random);
    }

    @Bean
    Guesses guesses(ObjectProvider<SignInLog> signIns, MeterRegistry meters) {
        return new Guesses(signIns, reason -> WebConfiguration.count(meters, reason), System::nanoTime);
    }

    /** There are no passwords; without this bean Spring Boot would invent a user and print one. */
    @Bean
    UserDetailsService noPasswords() {
        return name -> {
            throw new UsernameNotFoundException("Lading knows tokens, not passwords.");
        };
    }

    /** Supervisors and Prometheus need no token; without one the answers tell nothing about partners. */
    @Bean
    @Order(10)
    SecurityFilterChain openPaths(HttpSecurity http) {
        return http.securityMatcher("/health/**", "/metrics")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .build();
    }

    /**
     * Tokens only, never cookies: a page elsewhere cannot make a browser call the API. Which token may do what stands at
     * each route of the API, and what says nothing is the administrator's.
     */
    @Bean
    @Order(20)
    SecurityFilterChain api(HttpSecurity http, Callers callers, Guesses guesses) {
        return http.securityMatcher("/api/**")
                .addFilterBefore(new BearerTokenFilter(callers, guesses), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/openapi.json")
                        .permitAll()
                        .requestMatchers("/api/v1/**")
                        .hasAnyRole(ADMINISTRATOR, MACHINE)
                        .anyRequest()
                        .denyAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) -> {
                            response.setHeader("WWW-Authenticate", callers.challenge());
                            problem(
                                    response,
                                    401,
                                    "Unauthorized",
                                    "Send the token of your connection: Authorization: Bearer ldg_…");
                        })
                        .accessDeniedHandler((request, response, e) ->
                                problem(response, 403, "Forbidden", "This token may not do that.")))
                .build();
    }

    /** Each partner's own paths; whatever is wrong with a request, the answer is the same. */
    @Bean
    @Order(22)
    SecurityFilterChain partnersPaths(
            HttpSecurity http,
            Callers callers,
            ObjectProvider<SignInLog> signIns,
            PartnerLimits limits,
            BodySpool bodies,
            Settings settings) {
        PartnerPathFilter filter = new PartnerPathFilter(
                callers, signIns, limits, bodies, settings.limits().maxTransmission());
        return http.securityMatcher(PartnerPathFilter.ROOT + "**")
                .addFilterBefore(filter, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(MACHINE))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) -> {
                            response.setHeader("WWW-Authenticate", callers.challenge());
                            problem(response, 401, "Unauthorized", PartnerPathFilter.REFUSED);
                        })
                        .accessDeniedHandler((request, response, e) ->
                                problem(response, 401, "Unauthorized", PartnerPathFilter.REFUSED)))
                .build();
    }

    /** AS2 partners are known by their signatures, SOAP's by their own headers; nothing here leads to a session. */
    @Bean
    @Order(25)
    SecurityFilterChain partnersOwn(HttpSecurity http) {
        return http.securityMatcher("/as2", "/services/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .build();
    }

    /** What no door above serves at the partners' port is nothing there: no page, no link, no session. */
    @Bean
    @Order(28)
    SecurityFilterChain partnersPort(HttpSecurity http) {
        return http.securityMatcher(request -> DoorSide.of(request) == DoorSide.PARTNERS)
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                        (request, response, e) -> problem(response, 404, "Not Found", "There is nothing here.")))
                .build();
    }

    @Bean
    ConsoleSessions consoleSessions(Callers callers, Guesses guesses, ObjectProvider<SignInLog> signIns) {
        return new ConsoleSessions(callers, guesses, signIns);
    }

    /** Pages for people, by the link of the console or by the administrator's token. */
    @Bean
    @Order(30)
    SecurityFilterChain console(HttpSecurity http, Callers callers, ConsoleSessions sessions) {
        return http.addFilterBefore(new ConsoleKeyFilter(callers, sessions), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(SIGN_IN, "/assets/**", "/webjars/**", "/favicon.ico")
                                .permitAll()
                                .anyRequest()
                                .hasRole(ADMINISTRATOR))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none';"
                                        + " form-action 'self'"))
                        .referrerPolicy(policy -> {}))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint((request, response, e) -> askToSignIn(request, response)))
                .build();
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accepts = request.getHeader("Accept");
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", SIGN_IN);
        } else if (accepts != null && accepts.contains("text/html")) {
            response.sendRedirect(SIGN_IN);
            return;
        }
        response.setStatus(401);
        text(
                response,
                "text/plain",
                "Open the console by the link in the file hub.json of the hub's data folder. Each link opens it once, and the"
                        + " next one takes its place there.\n");
    }

    /** RFC 9457. */
    static void problem(HttpServletResponse response, int status, String title, String detail) throws IOException {
        response.setStatus(status);
        text(
                response,
                "application/problem+json",
                "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                        + "\"}\n");
    }

    static void text(HttpServletResponse response, String type, String body) throws IOException {
        response.setContentType(type + ";charset=utf-8");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
