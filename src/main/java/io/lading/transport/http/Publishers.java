package io.lading.transport.http;

import io.lading.tracking.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Sends bodies over HTTP with their length known beforehand, large ones as they are read. */
public final class Publishers {
    private static final long SLOWEST_BYTES_A_SECOND = 1 << 20;

    private Publishers() {}

    public static BodyPublisher of(Body body) {
        if (body.isHeld()) {
            return BodyPublishers.ofByteArray(bytes(body));
        }
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> {
                    try {
                        return body.open();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                body.size());
    }

    private static byte[] bytes(Body held) {
        try {
            return held.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long the answer to a body may take: what is set, and a second for each megabyte that has to get there. */
    public static Duration timeout(Duration set, Body body) {
        return set.plusSeconds(body.size() / SLOWEST_BYTES_A_SECOND);
    }
}
