package io.lading.transport.as2;

import io.lading.partner.HttpCall;
import io.lading.tracking.Body;
import io.lading.tracking.CrashPoints;
import io.lading.transport.Sent;
import io.lading.transport.http.BoundedBody;
import io.lading.transport.http.HttpWords;
import io.lading.transport.http.Publishers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Posts messages and receipts: bounded in time, answer and number, no redirects. Shared between threads. */
public final class As2Client {
    private final HttpClient client;
    private final Duration responseTimeout;
    private final Function<URI, @Nullable String> refusal;
    private final Semaphore open;
    private final Optional<HttpCall.Basic> basic;

    /**
     * @param refusal says why an address may not be called, or null; asked before every request
     * @param atOnce how many requests may be open at the same time
     * @param basic by which we sign in
     */
    public As2Client(
            HttpClient client,
            Duration responseTimeout,
            Function<URI, @Nullable String> refusal,
            int atOnce,
            Optional<HttpCall.Basic> basic) {
        this.basic = basic;
        this.client = client;
        this.responseTimeout = responseTimeout;
        this.refusal = refusal;
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
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Publishers.timeout(responseTimeout, body))
                .header("User-Agent", "Lading")
                .POST(Publishers.of(body));
        for (String line : headers.split("\r\n")) {
            int colon = line.indexOf(": ");
            request.setHeader(line.substring(0, colon), line.substring(colon + 2));
        }
        basic.ifPresent(pair -> request.setHeader("Authorization", pair.header()));
        open.acquireUninterruptibly();
        CrashPoints.reach("before-http-send");
        return client.sendAsync(request.build(), answer -> new BoundedBody(ReceiptReader.MOST_BYTES))
                .handle((response, error) -> error == null ? judge(response) : judge(url, error))
                .whenComplete((outcome, error) -> open.release());
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
