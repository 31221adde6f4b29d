package io.lading.cli.process;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that only posts. It costs the client next to nothing, so that on a machine that runs
 * the hub too the hub is what is measured. Belongs to one thread.
 */
public final class PostingConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 16 * 1024;

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

    /** Posts and gives back the status; the answer's body is read and forgotten. */
    public int post(byte[] body, String key) throws IOException {
        String keyHeader = key.isEmpty() ? "" : "\r\nIdempotency-Key: " + key;
        byte[] headers = (head + body.length + keyHeader + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headers.length + body.length];
        System.arraycopy(headers, 0, request, 0, headers.length);
        System.arraycopy(body, 0, request, headers.length, body.length);
        out.write(request);
        out.flush();
        return readAnswer();
    }

    private int readAnswer() throws IOException {
        String statusLine = readLine();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        long length = 0;
        boolean chunked = false;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            in.skipNBytes(size);
            readLine();
        }
        readLine();
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
