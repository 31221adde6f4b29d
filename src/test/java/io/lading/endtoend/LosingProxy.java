package io.lading.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lading.tracking.Payloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes requests on, and throws away the first answers: the partner has the message, and we do not know. */
final class LosingProxy implements AutoCloseable {
    private static final Set<String> OURS = Set.of("host", "content-length", "connection", "upgrade", "http2-settings");

    private final HttpServer server;
    private final int target;
    private final AtomicInteger toLose;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    LosingProxy(int target, int answersToLose) throws IOException {
        this.target = target;
        this.toLose = new AtomicInteger(answersToLose);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Message-ID and hash of the body of each. */
    List<String> requests() {
        return requests;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestHeaders().getFirst("Message-ID") + " "
                    + HexFormat.of().formatHex(Payloads.sha256(body)));
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                    "http://localhost:" + target + exchange.getRequestURI().getPath()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                    request.setHeader(name, values.get(0));
                }
            });
            HttpResponse<byte[]> answer = client.send(
                    request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
            if (toLose.getAndDecrement() > 0) {
                // Breaks off in its midst: a connection closed without any answer the JDK's client tries again by
                // itself.
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
                exchange.getResponseBody().flush();
                throw new IOException("lost on purpose");
            }
            answer.headers().map().forEach((name, values) -> {
                if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().set(name, values.get(0));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
