package io.lading.routing;

import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.Submission;
import io.lading.tracking.SubmissionPort;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends what a door took in through the receive route, on the door's own thread. */
final class RoutedSubmissions implements SubmissionPort {
    private static final int HEAD = 64 * 1024;

    private final Supplier<CamelContext> camel;
    private volatile ProducerTemplate producer;

    @SuppressWarnings("NullAway.Init") // made when Camel runs, at the first submission
    RoutedSubmissions(Supplier<CamelContext> camel) {
        this.camel = camel;
    }

    @Override
    public Receipt submit(Reception reception) {
        Exchange done = send(reception);
        if (done.getException() instanceof RecordUnavailable unavailable) {
            throw unavailable;
        }
        return receipt(done);
    }

    @Override
    public Receipt submit(Reception facts, InputStream body) throws IOException {
        InputStream stream = new BufferedInputStream(body, HEAD);
        stream.mark(HEAD);
        byte[] head = stream.readNBytes(HEAD);
        stream.reset();
        Exchange done = send(new Submission(facts, head, stream));
        if (done.getException() instanceof IOException broken) {
            throw broken;
        }
        if (done.getException() instanceof RecordUnavailable unavailable) {
            throw unavailable;
        }
        return receipt(done);
    }

    private Exchange send(Object taken) {
        if (producer == null) {
            producer = camel.get().createProducerTemplate();
        }
        return producer.send(
                "direct:inbound-receive", exchange -> exchange.getMessage().setBody(taken));
    }

    private static Receipt receipt(Exchange done) {
        if (done.getException() != null) {
            throw new IllegalStateException(
                    "The receive route failed: " + done.getException().getMessage(), done.getException());
        }
        if (done.getMessage().getBody() instanceof Receipt receipt) {
            return receipt;
        }
        throw new IllegalStateException("The receive route ended without a receipt");
    }
}
