package io.lading.transport.http;

import io.lading.tracking.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** Gives a body to the client as it is read, with its length known beforehand. Called by one thread. */
final class BodyProducer implements AsyncEntityProducer {
    private static final int PIECE = 64 * 1024;

    private final Body body;
    private final String contentType;
    private ByteBuffer pending = ByteBuffer.allocate(0);
    private @Nullable InputStream in;

    BodyProducer(Body body, String contentType) {
        this.body = body;
        this.contentType = contentType;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public long getContentLength() {
        return body.size();
    }

    @Override
    public String getContentType() {
        return contentType;
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!pending.hasRemaining()) {
            InputStream known = in;
            if (known == null) {
                known = body.open();
                in = known;
            }
            byte[] piece = known.readNBytes(PIECE);
            if (piece.length == 0) {
                channel.endStream();
                return;
            }
            pending = ByteBuffer.wrap(piece);
        }
        channel.write(pending);
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public void releaseResources() {
        InputStream known = in;
        in = null;
        if (known == null) {
            return;
        }
        try {
            known.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
