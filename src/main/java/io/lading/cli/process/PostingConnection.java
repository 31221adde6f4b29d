package io.lading.cli.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One kept-alive HTTP/1.1 connection that only posts. It costs the client next to nothing, so that on a machine that runs
 * the hub too the hub is what is measured. Belongs to one thread.
 */
public final class PostingConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 [1-5]\\d\\d( |$)");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String head;

    public PostingConnection(URI hub, String token, String mediaType) throws IOException {
        socket = new Socket(hub.getHost(), hub.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream(), 4096);
        out = socket.getOutputStream();
        head = "POST " + hub.resolve("api/v1/interchanges").getRawPath() + " HTTP/1.1\r\nHost: " + hub.getAuthority()
                + "\r\nAuthorization: Bearer " + token + "\r\nContent-Type: " + mediaType + "\r\nContent-Length: ";
    }

    /** What the hub said. */
    public record Answer(int status, String body) {}

    /** Posts and waits for the answer. */
    public Answer post(byte[] body, String key) throws IOException {
        String keyHeader = key.isEmpty() ? "" : "\r\nIdempotency-Key: " + key;
        byte[] headers = (head + body.length + keyHeader + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headers.length + body.length];
        System.arraycopy(headers, 0, request, 0, headers.length);
        System.arraycopy(body, 0, request, headers.length, body.length);
        out.write(request);
        out.flush();
        return readAnswer();
    }

    private Answer readAnswer() throws IOException {
        String statusLine = readLine();
        int status = status(statusLine);
        int length = 0;
        boolean chunked = false;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        byte[] body = chunked ? chunks() : exactly(length);
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    /** A socket that met itself, or a program that took a dead hub's port, says something else. */
    private static int status(String line) throws IOException {
        if (!STATUS_LINE.matcher(line).lookingAt()) {
            throw new IOException("This is no HTTP answer: " + line);
        }
        return Integer.parseInt(line.split(" ", 3)[1]);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            readLine();
        }
        readLine();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The hub closed the connection in the middle of its answer.");
        }
        return bytes;
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("The hub closed the connection in the middle of its answer.");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** Ends the connection. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
