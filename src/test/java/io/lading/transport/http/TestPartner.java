package io.lading.transport.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.lading.partner.HttpCall;
import io.lading.partner.HttpCall.Timeouts;
import io.lading.security.AllowedTarget;
import io.lading.security.OutboundPolicy;
import io.lading.transport.Outbound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A partner's server that keeps what it was sent and answers as it is told; known as partner.example. */
public final class TestPartner implements AutoCloseable {
    public static final HttpCall PLAIN = new HttpCall(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new Timeouts(Optional.empty(), Optional.empty(), Optional.empty()),
            List.of());
    public static final HttpCaller.Limits LIMITS =
            new HttpCaller.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4), 4);

    public final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String scheme;
    private volatile Answering answering = exchange -> answer(exchange, 200, "taken");

    /** How a request is answered. */
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** What came. */
    public record Received(String path, Map<String, List<String>> headers, byte[] body) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private TestPartner(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public static TestPartner plain() throws IOException {
        return new TestPartner(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
    }

    /** @param context with the server's key, and whom it trusts if clients must show a certificate */
    public static TestPartner secure(SSLContext context, boolean clientCertificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters chosen = context.getDefaultSSLParameters();
                chosen.setNeedClientAuth(clientCertificate);
                parameters.setSSLParameters(chosen);
            }
        });
        return new TestPartner(server, "https");
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        received.add(new Received(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
        answering.answer(exchange);
    }

    public void answers(Answering how) {
        answering = how;
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public URI at(String path) {
        return URI.create(scheme + "://partner.example:" + server.getAddress().getPort() + path);
    }

    /** Every name stands for this machine, which may be called. */
    public static OutboundPolicy policy() {
        return OutboundPolicy.allowing(List.of(AllowedTarget.parse("loopback").orElseThrow()), host ->
                new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    public PartnerPost post(String path, HttpCall call) {
        return new PartnerPost(
                new PartnerPost.Target(at(path), Map.of("X-Fixed", "yes"), call, true, policy(), LIMITS),
                Clock.systemUTC());
    }

    public static Outbound outbound(String body) {
        return new Outbound(
                1, "key-1", "order.json", "application/json", body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
