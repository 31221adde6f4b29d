package io.lading.transport.as2;

import io.lading.partner.HttpCall;
import io.lading.tracking.Body;
import io.lading.tracking.CrashPoints;
import io.lading.transport.Sent;
import io.lading.transport.http.BoundedBody;
import io.lading.transport.http.HttpWords;
import io.lading.transport.http.Publishers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages and receipts: bounded in time, answer and number, no redirects. What was lost on a connection that the
 * partner had closed meanwhile is sent once more at once, on a fresh one: the Message-ID makes that safe (RFC 9112 §9.3.1;
 * OpenAS2 closes without saying so). Shared between threads.
 */
public final class As2Client {
    private static final Logger logger = LoggerFactory.getLogger(As2Client.class);

    private final Supplier<HttpClient> fresh;
    private final HttpClient client;
    /** How many connections may be kept alive: each answer leaves one, so only a loss after an answer is worth repeating. */
    private final AtomicInteger kept = new AtomicInteger();

    private final Duration responseTimeout;
    private final Function<URI, @Nullable String> refusal;
    private final Semaphore open;
    private final int atOnce;
    private final Optional<HttpCall.Basic> basic;

    /**
     * @param client shared with others
     * @param fresh makes one without connections
     * @param refusal says why an address may not be called, or null; asked before every request
     * @param atOnce how many requests may be open at the same time
     * @param basic by which we sign in
     */
    public As2Client(
            HttpClient client,
            Supplier<HttpClient> fresh,
            Duration responseTimeout,
            Function<URI, @Nullable String> refusal,
            int atOnce,
            Optional<HttpCall.Basic> basic) {
        this.basic = basic;
        this.fresh = fresh;
        this.client = client;
        this.responseTimeout = responseTimeout;
        this.refusal = refusal;
        this.atOnce = atOnce;
        this.open = new Semaphore(atOnce);
    }

    /** An answer of 2xx, or what else became of the request. */
    sealed interface Outcome {
        record Answered(HttpResponse<byte[]> response) implements Outcome {}

        record Failed(
                io.lading.tracking.Outcome outcome,
                String words,
                @Nullable Duration notBefore) implements Outcome {
            Sent sent(long transmission) {
                return new Sent(transmission, outcome, words, notBefore);
            }
        }
    }

    CompletableFuture<Outcome> post(URI url, String headers, Body body) {
        String refused = refusal.apply(url);
        if (refused != null) {
            return CompletableFuture.completedFuture(
                    new Outcome.Failed(io.lading.tracking.Outcome.PERMANENT, refused, null));
        }
        HttpRequest request = request(url, headers, body);
        open.acquireUninterruptibly();
        CrashPoints.reach("before-http-send");
        return send(client, request)
                .handle(Answer::new)
                .thenCompose(answer -> judgeOrSendAgain(url, headers, body, answer))
                .whenComplete((outcome, error) -> open.release());
    }

    /** What came of a request: one of the two. */
    private record Answer(
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable error) {}

    private CompletableFuture<Outcome> judgeOrSendAgain(URI url, String headers, Body body, Answer answer) {
        Throwable error = answer.error();
        if (error != null) {
            return mayHaveBeenDead(url, error)
                    ? again(url, request(url, headers, body), error)
                    : CompletableFuture.completedFuture(judge(url, error));
        }
        kept.updateAndGet(count -> Math.min(count + 1, atOnce));
        return CompletableFuture.completedFuture(judge(Objects.requireNonNull(answer.response())));
    }

    private boolean mayHaveBeenDead(URI url, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        boolean lost = cause instanceof IOException
                && !(cause instanceof HttpTimeoutException)
                && HttpWords.judge(url, error, responseTimeout).outcome() == io.lading.tracking.Outcome.UNKNOWN;
        return lost && kept.getAndUpdate(count -> Math.max(count - 1, 0)) > 0;
    }

    private CompletableFuture<Outcome> again(URI url, HttpRequest request, Throwable lost) {
        logger.debug(
                "as2 host={} a kept connection was dead ({}); sent again on a fresh one",
                url.getHost(),
                lost.getMessage());
        return send(fresh.get(), request)
                .handle((response, error) -> error == null ? judge(response) : judge(url, error));
    }

    private static CompletableFuture<HttpResponse<byte[]>> send(HttpClient client, HttpRequest request) {
        return client.sendAsync(request, answer -> new BoundedBody(ReceiptReader.MOST_BYTES));
    }

    private HttpRequest request(URI url, String headers, Body body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Publishers.timeout(responseTimeout, body))
                .header("User-Agent", "Lading")
                .POST(Publishers.of(body));
        for (String line : headers.split("\r\n")) {
            int colon = line.indexOf(": ");
            request.setHeader(line.substring(0, colon), line.substring(colon + 2));
        }
        basic.ifPresent(pair -> request.setHeader("Authorization", pair.header()));
        return request.build();
    }

    private static Outcome judge(HttpResponse<byte[]> response) {
        CrashPoints.reach("after-http-answer");
        if (response.statusCode() / 100 == 2) {
            return new Outcome.Answered(response);
        }
        HttpWords.Judgement judgement = HttpWords.judge(response);
        return new Outcome.Failed(judgement.outcome(), judgement.words(), judgement.notBefore());
    }

    private Outcome judge(URI url, Throwable error) {
        HttpWords.Judgement judgement = HttpWords.judge(url, error, responseTimeout);
        return new Outcome.Failed(judgement.outcome(), judgement.words(), judgement.notBefore());
    }
}
