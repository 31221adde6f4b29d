package io.lading.routing;

import io.lading.tracking.IntakeClosed;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.Submission;
import io.lading.tracking.SubmissionPort;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

/** Sends what a door took in through the receive route, on the door's own thread. */
final class RoutedSubmissions implements SubmissionPort {
    private static final int HEAD = 64 * 1024;

    private final Supplier<CamelContext> camel;
    private final List<IntakeClosed.Gate> gates;
    private volatile ProducerTemplate producer;

    @SuppressWarnings("NullAway.Init") // made when Camel runs, at the first submission
    RoutedSubmissions(Supplier<CamelContext> camel, List<IntakeClosed.Gate> gates) {
        this.camel = camel;
        this.gates = List.copyOf(gates);
    }

    /** Between the opening of the ports and the last route's start there is nobody to take anything in. */
    @Override
    public void requireOpen() {
        ServiceStatus status = camel.get().getStatus();
        if (status.isStopping() || (status.isStopped() && producer != null)) {
            throw IntakeClosed.stopping();
        }
        if (!status.isStarted()) {
            throw IntakeClosed.starting();
        }
        for (IntakeClosed.Gate gate : gates) {
            gate.closed().ifPresent(closed -> {
                throw closed;
            });
        }
    }

    @Override
    public Receipt submit(Reception reception) {
        Exchange done = send(reception);
        if (done.getException() instanceof RecordFailure failure) {
            throw failure;
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
        if (done.getException() instanceof RecordFailure failure) {
            throw failure;
        }
        return receipt(done);
    }

    private Exchange send(Object taken) {
        requireOpen();
        if (producer == null) {
            producer = camel.get().createProducerTemplate();
        }
        return producer.send(
                "direct:inbound-receive", exchange -> exchange.getMessage().setBody(taken));
    }

    private static Receipt receipt(Exchange done) {
        boolean routeIsDown = done.getException() instanceof DirectConsumerNotAvailableException
                || done.getException() instanceof RejectedExecutionException;
        if (routeIsDown) {
            throw IntakeClosed.stopping();
        }
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
