package io.lading.cli.simulate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Trading partners' systems that take documents over HTTP, on a free port of this machine. Thread-safe. */
public final class PartnerServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private PartnerServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static PartnerServer start() throws IOException {
        return start(0);
    }

    /** On a port that was used before: a partner who comes back. */
    public static PartnerServer start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "partner-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
        return new PartnerServer(server, threads);
    }

    /** Opens an address. */
    public Mailbox open(String path) {
        Mailbox mailbox = new Mailbox(path);
        server.createContext(path, exchange -> serve(exchange, mailbox));
        return mailbox;
    }

    /** Opens an address that answers in a way of its own. */
    public void handle(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, Mailbox mailbox) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Mailbox.Answer answer =
                    mailbox.take(header(exchange, "Idempotency-Key"), header(exchange, "Content-Type"), body);
            if (answer == null) {
                return; // closed without an answer: the sender cannot know whether it arrived
            }
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
