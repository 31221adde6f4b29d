package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever goes away in the middle of a body that was refused leaves nothing that a stop of the hub would wait for. */
@Timeout(60)
@Tag("long")
class AbandonedBodyTest {
    private static final DoorsHub HUB = DoorsHub.shared();
    private static final String REFUSED =
            "POST /api/v1/interchanges HTTP/1.1\r\nHost: hub\r\nContent-Length: 100000\r\n\r\nISA";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusedRequestEndsWithItsSender(boolean reset) throws IOException {
        await(0);
        try (Socket socket = HUB.own.open()) {
            socket.getOutputStream().write(REFUSED.getBytes(StandardCharsets.US_ASCII));
            assertThat(firstLine(socket.getInputStream())).startsWith("HTTP/1.1 401");
            await(1);
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        }
        await(0);
    }

    private static void await(long count) {
        As2Hubs.await(count + " requests in hand", () -> HUB.requestsWithoutThread() == count);
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
