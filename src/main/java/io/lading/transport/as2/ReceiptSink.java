package io.lading.transport.as2;

import io.lading.tracking.Outcome;
import io.lading.tracking.ReceiptLog;
import io.lading.tracking.ReceiptLog.Wire;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends receipts that were asked for later, to the place that was checked when the message came. Shared between threads. */
public final class ReceiptSink implements Sink {
    private final ReceiptLog log;
    private final As2Client client;

    public ReceiptSink(ReceiptLog log, As2Client client) {
        this.log = log;
        this.client = client;
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        Map<Long, Wire> wires =
                log.wires(transmissions.stream().map(Outbound::transmissionId).toList());
        List<CompletableFuture<Sent>> tries = new ArrayList<>();
        for (Outbound outbound : transmissions) {
            tries.add(post(outbound.transmissionId(), wires.get(outbound.transmissionId())));
        }
        return tries.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Sent> post(long transmission, @Nullable Wire wire) {
        if (wire == null || wire.url() == null) {
            return CompletableFuture.completedFuture(Sent.failed(
                    transmission, Outcome.PERMANENT, "The receipt's bytes are gone; retention dropped them."));
        }
        return client.post(URI.create(wire.url()), wire.headers(), wire.body())
                .thenApply(outcome -> outcome instanceof As2Client.Outcome.Answered answered
                        ? Sent.delivered(
                                transmission, "HTTP " + answered.response().statusCode() + " to our receipt.")
                        : ((As2Client.Outcome.Failed) outcome).sent(transmission));
    }
}
