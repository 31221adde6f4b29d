package io.lading.transport.http;

import io.lading.partner.HttpCall.OAuth2;
import io.lading.security.Secret;
import io.lading.tracking.Body;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches access tokens with client credentials (RFC 6749 §4.4) and keeps one until shortly before it expires. */
final class AccessTokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final long USUAL_SECONDS = 300;

    private final HttpCaller caller;
    private final OAuth2 terms;
    private final Clock clock;
    private @Nullable Kept kept;
    private @Nullable CompletableFuture<Secret> coming;

    private record Kept(Secret token, Instant until) {}

    /** No token could be had; nothing was sent to the partner. */
    static final class NoTokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean lasting;

        /** @param lasting true if trying again would change nothing */
        NoTokenException(String message, boolean lasting) {
            super(message);
            this.lasting = lasting;
        }

        boolean lasting() {
            return lasting;
        }
    }

    /** @param caller for the token's server: its own connections and time limits */
    AccessTokens(HttpCaller caller, OAuth2 terms, Clock clock) {
        this.caller = caller;
        this.terms = terms;
        this.clock = clock;
    }

    /** A token that is good for now; many who ask at a time share one request. */
    synchronized CompletableFuture<Secret> token() {
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return CompletableFuture.completedFuture(kept.token());
        }
        if (coming != null && !coming.isDone()) {
            return coming;
        }
        CompletableFuture<Secret> fetched = fetch();
        coming = fetched;
        return fetched;
    }

    /** The partner did not take this one. */
    synchronized void refused(Secret token) {
        if (kept != null && kept.token() == token) {
            kept = null;
        }
    }

    private CompletableFuture<Secret> fetch() {
        String refusal = caller.refusal(terms.tokenUrl());
        if (refusal != null) {
            return CompletableFuture.failedFuture(new NoTokenException(refusal, true));
        }
        String form = "grant_type=client_credentials"
                + terms.scope().map(scope -> "&scope=" + encoded(scope)).orElse("");
        String pair =
                encoded(terms.clientId()) + ":" + encoded(terms.clientSecret().reveal());
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return caller.post(
                        terms.tokenUrl(),
                        Map.of("Authorization", basic, "Accept", "application/json"),
                        "application/x-www-form-urlencoded",
                        Body.of(form.getBytes(StandardCharsets.US_ASCII)))
                .handle((answer, error) -> {
                    if (error != null) {
                        throw new NoTokenException(
                                "No access token from " + terms.tokenUrl().getHost() + ": the server does not answer.",
                                false);
                    }
                    return read(answer);
                });
    }

    private Secret read(HttpCaller.Answer answer) {
        if (answer.status() != 200) {
            boolean lasting = answer.status() == 400 || answer.status() == 401 || answer.status() == 403;
            throw new NoTokenException(
                    "No access token from " + terms.tokenUrl().getHost() + ": HTTP " + answer.status()
                            + ". Check oauth2.clientId, clientSecret and scope.",
                    lasting);
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            String text = json.path("access_token").asString("");
            if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                throw new NoTokenException("The token server's answer has no access_token.", false);
            }
            long seconds = Math.max(1, json.path("expires_in").asLong(USUAL_SECONDS));
            Duration good = Duration.ofSeconds(Math.min(seconds, 86_400));
            Duration early = BEFORE_EXPIRY.compareTo(good.dividedBy(2)) < 0 ? BEFORE_EXPIRY : good.dividedBy(2);
            Secret token = Secret.of(text);
            synchronized (this) {
                kept = new Kept(token, clock.instant().plus(good).minus(early));
            }
            return token;
        } catch (JacksonException e) {
            throw new NoTokenException("The token server's answer is no JSON.", false);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
