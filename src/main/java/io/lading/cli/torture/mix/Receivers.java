package io.lading.cli.torture.mix;

import com.sun.net.httpserver.HttpExchange;
import io.lading.cli.simulate.Mailbox;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The ERP and the buyers' takers of 997s. They honour keys, and misbehave when told to. Thread-safe. */
final class Receivers {
    /** Longer than the hubs of the mix wait for an answer. */
    private static final long HANGS_MILLIS = 6_000;

    private static final long DRIPS_MILLIS = 20;
    private static final int DRIPS = 60;

    private final Mailbox orders = new Mailbox("/orders");
    private final Mailbox acknowledgements = new Mailbox("/acknowledgements");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger misbehaved = new AtomicInteger();
    private volatile @Nullable Fault manner;

    Mailbox orders() {
        return orders;
    }

    Mailbox acknowledgements() {
        return acknowledgements;
    }

    /** From now on; empty for as agreed. */
    void behave(Optional<Fault> fault) {
        manner = fault.orElse(null);
    }

    /** How many requests were treated otherwise than agreed. */
    int misbehaved() {
        return misbehaved.get();
    }

    void serve(HttpExchange exchange, Mailbox mailbox) throws IOException {
        Fault now = manner;
        if (now != null) {
            misbehaved.incrementAndGet();
        }
        try (exchange) {
            if (now == Fault.CLOSE_BEFORE) {
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            mailbox.take(header(exchange, "Idempotency-Key"), header(exchange, "Content-Type"), body);
            if (now == Fault.CLOSE_AFTER) {
                return;
            }
            if (now == Fault.HANG) {
                pause(HANGS_MILLIS);
            }
            if (now == Fault.DRIP) {
                drip(exchange);
                return;
            }
            exchange.sendResponseHeaders(201, -1);
        }
    }

    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(201, DRIPS);
        for (int i = 0; i < DRIPS; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            pause(DRIPS_MILLIS);
        }
    }

    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    void close() {
        closing.countDown();
    }
}
