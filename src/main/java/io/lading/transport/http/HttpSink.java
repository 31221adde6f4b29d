package io.lading.transport.http;

import io.lading.tracking.CrashPoints;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Posts transmissions to a partner's address, several at a time. */
public final class HttpSink implements Sink {
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    /**
     * How to reach the partner.
     *
     * @param headers sent with each request; values are secrets as a rule and never logged
     * @param atOnce how many requests may be open at the same time
     */
    public record Target(URI url, Map<String, String> headers, Duration responseTimeout, int atOnce) {}

    private final HttpClient client;
    private final Target target;
    private final Function<URI, @Nullable String> refusal;
    private final Semaphore open;

    /**
     * @param refusal says why an address may not be called, or null; asked before every request, for names can change
     *     what they resolve to
     */
    public HttpSink(HttpClient client, Target target, Function<URI, @Nullable String> refusal) {
        this.client = client;
        this.target = target;
        this.refusal = refusal;
        this.open = new Semaphore(target.atOnce());
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        String refused = refusal.apply(target.url());
        if (refused != null) {
            return transmissions.stream()
                    .map(outbound -> Sent.failed(outbound.transmissionId(), Outcome.PERMANENT, refused))
                    .toList();
        }
        List<CompletableFuture<Sent>> tries = new ArrayList<>();
        for (Outbound outbound : transmissions) {
            open.acquireUninterruptibly();
            tries.add(post(outbound).whenComplete((sent, error) -> open.release()));
        }
        return tries.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Sent> post(Outbound outbound) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .timeout(Publishers.timeout(target.responseTimeout(), outbound.content()))
                .header("Content-Type", outbound.mediaType())
                .header("Idempotency-Key", outbound.key())
                .POST(Publishers.of(outbound.content()));
        target.headers().forEach(request::setHeader);
        CrashPoints.reach("before-http-send");
        return client.sendAsync(request.build(), answer -> new BoundedBody(MOST_ANSWER_BYTES))
                .handle((response, error) -> error == null ? judge(outbound, response) : judge(outbound, error));
    }

    private Sent judge(Outbound outbound, HttpResponse<byte[]> response) {
        CrashPoints.reach("after-http-answer");
        return sent(outbound, HttpWords.judge(response));
    }

    private Sent judge(Outbound outbound, Throwable error) {
        return sent(outbound, HttpWords.judge(target.url(), error, target.responseTimeout()));
    }

    private static Sent sent(Outbound outbound, HttpWords.Judgement judgement) {
        return new Sent(outbound.transmissionId(), judgement.outcome(), judgement.words(), judgement.notBefore());
    }
}
