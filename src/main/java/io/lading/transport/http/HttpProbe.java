package io.lading.transport.http;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.HttpCall;
import io.lading.partner.HttpEntry;
import io.lading.security.Secret;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries HTTP connections. Outwards: the network, then OPTIONS with the connection's headers, which moves no document.
 * Inwards there is nothing to call: the partner calls us.
 */
public final class HttpProbe implements Probe {
    private static final int LONGEST_LINE = 4096;

    private final NetworkProbe network;
    private final Clock clock;

    public HttpProbe(NetworkProbe network, Clock clock) {
        this.network = network;
        this.clock = clock;
    }

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.HTTP_IN) || door.equals(Door.HTTP_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        if (connection.direction() == Direction.IN) {
            steps.note(
                    "sign-in",
                    "The partner posts to /partners/" + connection.id() + " and shows " + shown(connection)
                            + ". Nothing can be tried from here: ask it to post a test document.");
            expired(connection, steps);
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        connection.headers().forEach((name, secret) -> headers.put(name, reveal(secret)));
        ask(network, connection, headers, steps);
    }

    private static String shown(Connection connection) {
        List<String> all = new ArrayList<>();
        if (!connection.tokens().isEmpty()) {
            all.add("its token (" + connection.tokens().size() + " known by hash)");
        }
        connection.entry().ifPresent(entry -> {
            entry.basicUser().ifPresent(user -> all.add("or user " + user + " with the token as password"));
            if (!entry.certificates().isEmpty()) {
                all.add("its client certificate (" + entry.certificates().size() + " known)");
            }
            if (entry.hmac().isPresent()) {
                all.add("a signature over the body");
            }
        });
        return String.join(", ", all);
    }

    private void expired(Connection connection, ProbeSteps steps) {
        List<X509Certificate> known =
                connection.entry().map(HttpEntry::certificates).orElse(List.of());
        boolean usable = known.stream()
                .anyMatch(certificate -> connection.entry().orElseThrow().knows(certificate, clock.instant()));
        if (!known.isEmpty() && !usable) {
            steps.fail(
                    "certificate",
                    "None of the partner's client certificates is in its time.",
                    "Ask the partner for the one that it uses now, and name it in 'clientCertificates'.");
        }
    }

    private static String reveal(Secret secret) {
        return secret.reveal();
    }

    /** Opens the connection's host, with the TLS and the sign-in that are agreed for HTTP, and asks it for OPTIONS; any answer but one about authorization shows that it is there. */
    public static void ask(NetworkProbe network, Connection connection, Map<String, String> headers, ProbeSteps steps) {
        URI url = connection.url();
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (connection.soap().isEmpty()) {
            connection.call().flatMap(HttpCall::basic).ifPresent(basic -> all.put("Authorization", basic.header()));
        }
        Optional<Socket> open = network.open(url, connection.call(), steps);
        if (open.isEmpty()) {
            return;
        }
        try (Socket socket = open.get()) {
            steps.run("answer", "Ask the partner whether its server speaks HTTP at this address.", () -> {
                return judge(url, statusLine(socket, url, all));
            });
        } catch (IOException e) {
            steps.fail("answer", "The connection could not be closed: " + e.getMessage() + ".", "");
        }
    }

    private static String statusLine(Socket socket, URI url, Map<String, String> headers) throws IOException {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder request = new StringBuilder(
                "OPTIONS " + path + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()) + " HTTP/1.1\r\n");
        request.append("Host: ").append(url.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("User-Agent: Lading\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return line(socket.getInputStream());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE) {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static String judge(URI url, String line) throws ProbeSteps.Failure {
        String[] parts = line.split(" ", 3);
        if (!line.startsWith("HTTP/") || parts.length < 2 || !parts[1].matches("[1-5][0-9][0-9]")) {
            throw new ProbeSteps.Failure(
                    line.isEmpty() ? "The server closed the connection without an answer." : "That is no HTTP.",
                    "Check scheme and port of the address: https:// usually is on 443.");
        }
        int status = Integer.parseInt(parts[1]);
        if (status == 401 || status == 403) {
            throw new ProbeSteps.Failure(
                    "The server answers " + status + ": it does not take our token, password or certificate.",
                    "Check 'bearer' or 'headers' of the connection, and ask the partner whether ours is switched on.");
        }
        if (status == 407) {
            throw new ProbeSteps.Failure("A proxy on the way asks for a sign-in (407).", "Let the hub go around it.");
        }
        if (status >= 500 && status != 501) { // 501: it knows no OPTIONS (RFC 9110, 15.6.2), and so is well
            throw new ProbeSteps.Failure(
                    "The server answers " + status + " to OPTIONS: it is there, but in trouble.",
                    "Try again later; if it stays, tell the partner.");
        }
        if (status == 404) {
            throw new ProbeSteps.Failure(
                    "The server answers 404: it is there, but has nothing at " + url.getPath() + ".",
                    "Check the path. Some servers answer 404 to OPTIONS only; --send FILE makes sure.");
        }
        if (status / 100 == 3) {
            throw new ProbeSteps.Failure(
                    "The server answers " + status + ": it sends callers elsewhere, and the hub does not follow.",
                    "Write the address that it points to.");
        }
        return "The server answers " + status + " to OPTIONS: it is there and takes our request.";
    }
}
