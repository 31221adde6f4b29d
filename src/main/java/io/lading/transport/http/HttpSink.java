package io.lading.transport.http;

import io.lading.tracking.CrashPoints;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Posts transmissions to a partner's address, several at a time. */
public final class HttpSink implements Sink, AutoCloseable {
    private final PartnerPost post;
    private final Semaphore open;

    /** @param atOnce how many requests may be open at the same time */
    public HttpSink(PartnerPost post, int atOnce) {
        this.post = post;
        this.open = new Semaphore(atOnce);
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        String refused = post.refusal();
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
        CrashPoints.reach("before-http-send");
        return post.send(Map.of("Idempotency-Key", outbound.key()), outbound.mediaType(), outbound.content())
                .thenApply(judgement -> {
                    CrashPoints.reach("after-http-answer");
                    return new Sent(
                            outbound.transmissionId(), judgement.outcome(), judgement.words(), judgement.notBefore());
                });
    }

    @Override
    public void close() {
        post.close();
    }
}
