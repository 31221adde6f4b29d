package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.tracking.Body;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner that closes connections as OpenAS2 does: after an answer that promised to keep them, with the next request lost. */
class As2ClientTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int answersOnEachConnection = 1;
    private ServerSocket partner;
    private As2Client client;

    @BeforeEach
    void listen() throws IOException {
        partner = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(this::serve, "partner");
        listener.setDaemon(true);
        listener.start();
        Supplier<HttpClient> fresh = () ->
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        client = new As2Client(fresh.get(), fresh, Duration.ofSeconds(20), url -> null, 4, Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        partner.close();
    }

    /** One connection after another; what comes after the agreed number of answers is read and lost. */
    private void serve() {
        while (!partner.isClosed()) {
            try (Socket socket = partner.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                int answered = 0;
                while (read(in)) {
                    if (answered == answersOnEachConnection) {
                        break;
                    }
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                    answered++;
                }
            } catch (IOException e) {
                if (!partner.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** The content is one line. */
    private boolean read(BufferedReader in) throws IOException {
        StringBuilder request = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            request.append(line).append('\n');
            if (line.isEmpty()) {
                requests.add(request.append(in.readLine()).toString());
                return true;
            }
        }
        return false;
    }

    private As2Client.Outcome post(String id) {
        byte[] body = "a document\r\n".getBytes(StandardCharsets.US_ASCII);
        URI url = URI.create("http://localhost:" + partner.getLocalPort() + "/as2");
        return client.post(url, "Message-ID: <" + id + ">\r\n", Body.of(body)).join();
    }

    @Test
    void whatIsLostOnAKeptConnectionIsSentAgainAtOnceWithTheSameBytes() {
        assertThat(post("first")).isInstanceOf(As2Client.Outcome.Answered.class);

        assertThat(post("second")).isInstanceOf(As2Client.Outcome.Answered.class);

        assertThat(requests).hasSize(3);
        assertThat(requests.get(1)).contains("Message-ID: <second>").isEqualTo(requests.get(2));
    }

    @Test
    void whatIsLostOnAFreshConnectionIsNot() {
        answersOnEachConnection = 0;

        assertThat(post("first"))
                .isInstanceOfSatisfying(As2Client.Outcome.Failed.class, failed -> assertThat(failed.outcome())
                        .isEqualTo(io.lading.tracking.Outcome.UNKNOWN));

        assertThat(requests).hasSize(1);
    }
}
