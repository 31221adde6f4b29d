package io.lading.transport.http;

import io.lading.partner.HttpCall;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import io.lading.tracking.Body;
import io.lading.transport.ClientTls;
import io.lading.transport.http.HttpCaller.Answer;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Posts to a partner with whatever it wants to be shown: token, password, access token, signature. Thread-safe. */
public final class PartnerPost implements AutoCloseable {
    private static final String AUTHORIZATION = "Authorization";
    private static final int UNAUTHORIZED = 401;

    private final Target target;
    private final HttpCaller caller;
    private final Optional<HttpCaller> tokenCaller;
    private final Optional<AccessTokens> tokens;
    private final Clock clock;

    /**
     * Where and how.
     *
     * @param headers sent with each request; values are secrets as a rule and never logged
     * @param basic whether user and password go into HTTP's own header
     * @param policy which addresses may be called
     */
    public record Target(
            URI url,
            Map<String, String> headers,
            HttpCall call,
            boolean basic,
            OutboundPolicy policy,
            HttpCaller.Limits limits) {}

    public PartnerPost(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.caller = new HttpCaller(target.policy(), target.limits(), ClientTls.of(target.call()));
        this.tokenCaller = target.call().oauth2().map(terms -> new HttpCaller(target.policy(), target.limits(), null));
        this.tokens = target.call().oauth2().map(terms -> new AccessTokens(tokenCaller.orElseThrow(), terms, clock));
    }

    URI url() {
        return target.url();
    }

    /** Why the address may not be called, if so. */
    public @Nullable String refusal() {
        return caller.refusal(target.url());
    }

    /** Completes with what the answer means; never exceptionally. */
    public CompletableFuture<HttpWords.Judgement> send(Map<String, String> more, String contentType, Body body) {
        return answer(more, contentType, body)
                .handle((answer, error) -> error == null ? HttpWords.judge(answer) : judge(error));
    }

    /** What a failure means, for those who look into the answer themselves. */
    public HttpWords.Judgement judge(Throwable error) {
        return HttpWords.judge(target.url(), error, target.limits().response());
    }

    /** The answer itself. A token that is not taken is replaced once: 401 means that nothing was done. */
    public CompletableFuture<Answer> answer(Map<String, String> more, String contentType, Body body) {
        Map<String, String> headers = new HashMap<>(target.headers());
        headers.putAll(more);
        target.call()
                .signature()
                .ifPresent(
                        secret -> headers.put(BodySignature.HEADER, BodySignature.sign(secret, clock.instant(), body)));
        if (target.basic() && target.call().basic().isPresent()) {
            headers.put(AUTHORIZATION, target.call().basic().get().header());
        }
        if (tokens.isEmpty()) {
            return caller.post(target.url(), headers, contentType, body);
        }
        AccessTokens known = tokens.get();
        return known.token().thenCompose(token -> withToken(token, headers, contentType, body)
                .thenCompose(answer -> {
                    if (answer.status() != UNAUTHORIZED) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    known.refused(token);
                    return known.token().thenCompose(again -> withToken(again, headers, contentType, body));
                }));
    }

    private CompletableFuture<Answer> withToken(
            Secret token, Map<String, String> headers, String contentType, Body body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(AUTHORIZATION, "Bearer " + token.reveal());
        return caller.post(target.url(), all, contentType, body);
    }

    @Override
    public void close() {
        caller.close();
        tokenCaller.ifPresent(HttpCaller::close);
    }
}
