package io.lading.endtoend;

import io.lading.security.OwnCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * HTTP as its author wants it, byte by byte: no library mends what is sent.
 *
 * @param from the own address it calls from
 */
public record RawHttp(URI target, @Nullable OwnCertificate identity, String from) {
    private static final int PATIENCE = 30_000;

    /** @param text head and body as they came */
    public record Answer(int status, String text) {
        public String header(String name) {
            String head = text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")) + 2);
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        public String body() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? "" : text.substring(end + 4);
        }
    }

    static RawHttp to(URI target) {
        return new RawHttp(target, null, "127.0.0.1");
    }

    public RawHttp as(OwnCertificate caller) {
        return new RawHttp(target, caller, from);
    }

    public RawHttp from(String address) {
        return new RawHttp(target, identity, address);
    }

    public Answer get(String path, String... headers) {
        return exchange(head("GET", path, List.of(headers)));
    }

    public Answer post(String path, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        List<String> all = new java.util.ArrayList<>(List.of(headers));
        all.add("Content-Length: " + bytes.length);
        return exchange(head("POST", path, all) + body);
    }

    private static String head(String method, String path, List<String> headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** Sends the very text, in Latin 1, and reads until the hub closes. */
    public Answer exchange(String text) {
        try (Socket socket = open()) {
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // The hub may answer before it has read all, and closes.
            }
            return read(socket);
        } catch (IOException e) {
            throw new AssertionError("No answer from " + target + ": " + e, e);
        }
    }

    public static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[8192];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                all.write(piece, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The hub neither answered nor closed; so far: " + all, e);
        } catch (SocketException e) {
            // Reset after the answer.
        }
        String text = all.toString(StandardCharsets.ISO_8859_1);
        boolean answered = text.startsWith("HTTP/1.1 ");
        return new Answer(answered ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }

    public Socket open() throws IOException {
        InetAddress own = InetAddress.getByName(from);
        Socket socket = target.getScheme().equals("https")
                ? context().getSocketFactory().createSocket(target.getHost(), target.getPort(), own, 0)
                : new Socket(target.getHost(), target.getPort(), own, 0);
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), new TrustManager[] {new AnyServer()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
        if (identity == null) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] none = {};
        store.setKeyEntry("caller", identity.key(), none, new Certificate[] {identity.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    /** Not what is tested here. */
    private static final class AnyServer implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
