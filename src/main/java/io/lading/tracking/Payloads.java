package io.lading.tracking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.sql.DataSource;

/**
 * Keeps and gives back bytes: small ones in one row, large ones in chunks, so that nothing large is ever whole in memory.
 * Thread-safe.
 */
public final class Payloads {
    static final int CHUNK = 1 << 20;
    private static final int CHUNKS_A_FLUSH = 8;
    /** What is larger than this is fetched as it is read. */
    private static final int HELD = 4 * CHUNK;

    private final Ids ids;
    private final int inlineLimit;

    /** @param inlineLimit the size in bytes up to which a payload stands in its row */
    public Payloads(Ids ids, int inlineLimit) {
        this.ids = ids;
        this.inlineLimit = inlineLimit;
    }

    /** What was kept: its id, its length in bytes and its SHA-256. */
    public record Kept(long id, long size, byte[] sha256) {}

    /** Keeps bytes as part of the unit of work. */
    public Kept keep(UnitOfWork unit, byte[] bytes, String mediaType) {
        return keep(unit, bytes, sha256(bytes), mediaType);
    }

    /** The same, with the digest already known. */
    public Kept keep(UnitOfWork unit, byte[] bytes, byte[] sha256, String mediaType) {
        long id = ids.next();
        if (bytes.length <= inlineLimit) {
            unit.add(new PayloadRow(id, bytes.length, sha256, mediaType, bytes));
            return new Kept(id, bytes.length, sha256);
        }
        unit.add(new PayloadRow(id, bytes.length, sha256, mediaType, null));
        for (int from = 0, ordinal = 0; from < bytes.length; from += CHUNK, ordinal++) {
            int size = Math.min(CHUNK, bytes.length - from);
            unit.add(new PayloadChunkRow(id, ordinal, size, deflate(bytes, from, size)));
        }
        return new Kept(id, bytes.length, sha256);
    }

    /** Keeps bytes wherever they lie, large ones in chunks. */
    public Kept keep(UnitOfWork unit, Body body, String mediaType) throws IOException {
        if (body.isHeld()) {
            return keep(unit, body.bytes(), mediaType);
        }
        try (InputStream in = body.open()) {
            return keep(unit, in, mediaType);
        }
    }

    /**
     * Keeps a stream in chunks, writing as it reads; the row itself comes last, in the same transaction.
     *
     * @throws IOException if the stream breaks off; the unit of work must then be given up
     */
    public Kept keep(UnitOfWork unit, InputStream in, String mediaType) throws IOException {
        byte[] head = in.readNBytes(inlineLimit + 1);
        if (head.length <= inlineLimit) {
            return keep(unit, head, mediaType);
        }
        MessageDigest digest = newSha256();
        long id = ids.next();
        long size = 0;
        int ordinal = 0;
        InputStream whole = new SequenceInputStream(new java.io.ByteArrayInputStream(head), in);
        byte[] chunk = whole.readNBytes(CHUNK);
        while (chunk.length > 0) {
            digest.update(chunk);
            unit.add(new PayloadChunkRow(id, ordinal++, chunk.length, deflate(chunk, 0, chunk.length)));
            size += chunk.length;
            if (ordinal % CHUNKS_A_FLUSH == 0) {
                unit.flush();
            }
            chunk = whole.readNBytes(CHUNK);
        }
        byte[] sha256 = digest.digest();
        unit.add(new PayloadRow(id, size, sha256, mediaType, null));
        return new Kept(id, size, sha256);
    }

    /** All the bytes of a payload; for small ones. */
    public static byte[] read(UnitOfWork unit, long id) {
        List<byte[]> content = unit.query("select content from payload where id = ?", row -> row.getBytes(1), id);
        if (content.isEmpty()) {
            throw new IllegalStateException(
                    "Payload " + RecordId.text(id) + " is gone; its month was dropped by retention.");
        }
        byte[] whole = content.get(0);
        if (whole != null) {
            return whole;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = open(unit, id)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new RecordUnavailable("reading payload " + RecordId.text(id), e);
        }
        return out.toByteArray();
    }

    /** The payload as a stream that fetches a chunk at a time; valid while the unit of work is open. */
    public static InputStream open(UnitOfWork unit, long id) {
        List<byte[]> content = unit.query("select content from payload where id = ?", row -> row.getBytes(1), id);
        if (!content.isEmpty() && content.get(0) != null) {
            return new java.io.ByteArrayInputStream(content.get(0));
        }
        return new ChunkStream(ordinal -> chunk(unit, id, ordinal));
    }

    /**
     * Several payloads by their ids, those that are there. A large one is fetched a chunk at a time when it is read, each
     * chunk by itself, so that a reader who stalls or goes away keeps no connection to the database.
     */
    public static java.util.Map<Long, Body> bodies(DataSource dataSource, UnitOfWork unit, List<Long> payloadIds) {
        java.util.Map<Long, Body> found = new java.util.HashMap<>();
        List<Long> chunked = new java.util.ArrayList<>();
        unit.query(
                "select id, size, content from payload where id = any(?)",
                row -> {
                    byte[] content = row.getBytes(3);
                    Long id = row.getLong(1);
                    if (content != null) {
                        found.put(id, Body.of(content));
                    } else if (row.getLong(2) > HELD) {
                        found.put(id, new Chunked(dataSource, id, row.getLong(2)));
                    } else {
                        chunked.add(id);
                    }
                    return id;
                },
                (Object) payloadIds.toArray(new Long[0]));
        chunked.forEach(id -> found.put(id, Body.of(read(unit, id))));
        return found;
    }

    /** In the record. */
    private record Chunked(DataSource dataSource, long id, long size) implements Body {
        @Override
        public InputStream open() {
            return new ChunkStream(ordinal -> {
                try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                    return chunk(unit, id, ordinal);
                }
            });
        }
    }

    /** Bytes {@code from} (included) to {@code to} (excluded) of a payload. */
    public static byte[] range(UnitOfWork unit, long id, long from, long to) {
        List<byte[]> content = unit.query("select content from payload where id = ?", row -> row.getBytes(1), id);
        if (!content.isEmpty() && content.get(0) != null) {
            return java.util.Arrays.copyOfRange(content.get(0), (int) from, (int) to);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) (to - from));
        for (long ordinal = from / CHUNK; ordinal * CHUNK < to; ordinal++) {
            byte[] chunk = chunk(unit, id, (int) ordinal);
            int start = (int) Math.max(0, from - ordinal * CHUNK);
            int end = (int) Math.min(chunk.length, to - ordinal * CHUNK);
            out.write(chunk, start, end - start);
        }
        return out.toByteArray();
    }

    public static byte[] sha256(byte[] bytes) {
        return newSha256().digest(bytes);
    }

    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static byte[] chunk(UnitOfWork unit, long id, int ordinal) {
        return unit
                .query(
                        "select size, content from payload_chunk where payload_id = ? and ordinal = ?",
                        row -> inflate(row.getBytes(2), row.getInt(1)),
                        id,
                        ordinal)
                .stream()
                .findFirst()
                .orElse(new byte[0]);
    }

    static byte[] deflate(byte[] bytes, int from, int size) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes, from, size);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(size / 3);
            byte[] buffer = new byte[32 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static byte[] inflate(byte[] deflated, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] out = new byte[size];
            int length = 0;
            while (length < size) {
                int got = inflater.inflate(out, length, size - length);
                if (got == 0) {
                    throw new IllegalStateException("A payload chunk ends before its announced size");
                }
                length += got;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IllegalStateException("A payload chunk is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** Fetches the next chunk when the last is used up. */
    private static final class ChunkStream extends InputStream {
        private final IntFunction<byte[]> chunks;
        private byte[] chunk = {};
        private int place;
        private int next;

        /** @param chunks by their ordinals; empty beyond the last */
        ChunkStream(IntFunction<byte[]> chunks) {
            this.chunks = chunks;
        }

        @Override
        public int read() {
            return fill() ? chunk[place++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int size = Math.min(length, chunk.length - place);
            System.arraycopy(chunk, place, into, offset, size);
            place += size;
            return size;
        }

        private boolean fill() {
            if (place < chunk.length) {
                return true;
            }
            chunk = chunks.apply(next++);
            place = 0;
            return chunk.length > 0;
        }
    }

    /** For callers that hold several payloads at once: all of them by id, inline ones in one round trip. */
    public static java.util.Map<Long, byte[]> readAll(UnitOfWork unit, List<Long> payloadIds) {
        java.util.Map<Long, byte[]> found = new java.util.HashMap<>();
        if (payloadIds.isEmpty()) {
            return found;
        }
        List<Long> chunked = new java.util.ArrayList<>();
        unit.query(
                "select id, content from payload where id = any(?)",
                row -> {
                    byte[] content = row.getBytes(2);
                    if (content == null) {
                        chunked.add(row.getLong(1));
                    } else {
                        found.put(row.getLong(1), content);
                    }
                    return row.getLong(1);
                },
                (Object) payloadIds.toArray(new Long[0]));
        chunked.forEach(id -> found.put(id, read(unit, id)));
        return found;
    }
}
