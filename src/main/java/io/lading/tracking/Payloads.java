package io.lading.tracking;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
            MessageDigest digest = newSha256();
            digest.update(bytes, from, size);
            unit.add(new PayloadChunkRow(id, ordinal, size, digest.digest(), deflate(bytes, from, size)));
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
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        byte[] chunk = whole.readNBytes(CHUNK);
        while (chunk.length > 0) {
            digest.update(chunk);
            unit.add(new PayloadChunkRow(id, ordinal++, chunk.length, sha256(chunk), deflate(chunk, 0, chunk.length)));
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

    /** As its row has it. */
    private record Stored(Kept facts, byte @Nullable [] content) {
        static Stored read(ResultSet row) throws SQLException {
            return new Stored(
                    new Kept(row.getLong("id"), row.getLong("size"), row.getBytes("sha256")), row.getBytes("content"));
        }

        /** What stands in the row, compared; null if it stands in chunks. */
        byte @Nullable [] proven(UnitOfWork unit) {
            if (content != null && !Arrays.equals(sha256(content), facts.sha256())) {
                throw ChangedPayloads.note(unit.source(), facts.id(), "their SHA-256 is another");
            }
            return content;
        }

        InputStream chunks(UnitOfWork unit) {
            return new ChunkStream(
                    ordinal -> chunk(unit, facts.id(), ordinal),
                    facts,
                    found -> ChangedPayloads.note(unit.source(), facts.id(), found));
        }
    }

    private static Stored stored(UnitOfWork unit, long id) {
        return unit.query("select id, size, sha256, content from payload where id = ?", Stored::read, id).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Payload " + RecordId.text(id) + " is gone; its month was dropped by retention."));
    }

    /**
     * All the bytes of a payload; for small ones. This and all other ways to read one compare what is read with its hash.
     *
     * @throws ChangedPayload if it is not what was stored
     */
    public static byte[] read(UnitOfWork unit, long id) {
        Stored stored = stored(unit, id);
        byte[] whole = stored.proven(unit);
        return whole != null ? whole : joined(unit, stored);
    }

    private static byte[] joined(UnitOfWork unit, Stored stored) {
        try (InputStream in = stored.chunks(unit)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RecordUnavailable(
                    "reading payload " + RecordId.text(stored.facts().id()), e);
        }
    }

    /** The payload as a stream that fetches a chunk at a time; valid while the unit of work is open. */
    public static InputStream open(UnitOfWork unit, long id) {
        Stored stored = stored(unit, id);
        byte[] whole = stored.proven(unit);
        return whole != null ? new ByteArrayInputStream(whole) : stored.chunks(unit);
    }

    static boolean isGoneOrSound(UnitOfWork unit, long id) {
        return unit.query("select id, size, sha256, content from payload where id = ?", Stored::read, id).stream()
                .allMatch(stored -> isSound(unit, stored));
    }

    private static boolean isSound(UnitOfWork unit, Stored stored) {
        try {
            if (stored.proven(unit) == null) {
                compareChunks(unit, stored);
            }
            return true;
        } catch (ChangedPayload e) {
            return false;
        }
    }

    private static void compareChunks(UnitOfWork unit, Stored stored) {
        try (InputStream in = stored.chunks(unit)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new RecordUnavailable(
                    "reading payload " + RecordId.text(stored.facts().id()), e);
        }
    }

    /**
     * Several payloads by their ids, those that are there and unchanged. A large one is fetched a chunk at a time when it is
     * read, each chunk by itself, so that a reader who stalls or goes away keeps no connection to the database; it is read
     * once before, so that no partner gets the beginning of what turns out to be changed.
     *
     * @param changed hears of each that is changed
     */
    public static Map<Long, Body> bodies(
            DataSource dataSource, UnitOfWork unit, List<Long> payloadIds, Consumer<ChangedPayload> changed) {
        Map<Long, Body> found = new HashMap<>();
        for (Stored stored : stored(unit, payloadIds)) {
            try {
                found.put(stored.facts().id(), body(dataSource, unit, stored));
            } catch (ChangedPayload e) {
                changed.accept(e);
            }
        }
        return found;
    }

    private static Body body(DataSource dataSource, UnitOfWork unit, Stored stored) {
        byte[] whole = stored.proven(unit);
        if (whole != null) {
            return Body.of(whole);
        }
        if (stored.facts().size() <= HELD) {
            return Body.of(joined(unit, stored));
        }
        compareChunks(unit, stored);
        return new Chunked(dataSource, stored.facts());
    }

    private static List<Stored> stored(UnitOfWork unit, List<Long> payloadIds) {
        return payloadIds.isEmpty()
                ? List.of()
                : unit.query("select id, size, sha256, content from payload where id = any(?)", Stored::read, (Object)
                        payloadIds.toArray(new Long[0]));
    }

    /** In the record. */
    private record Chunked(DataSource dataSource, Kept facts) implements Body {
        @Override
        public long size() {
            return facts.size();
        }

        @Override
        public InputStream open() {
            return new ChunkStream(
                    ordinal -> {
                        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                            return chunk(unit, facts.id(), ordinal);
                        }
                    },
                    facts,
                    found -> ChangedPayloads.note(dataSource, facts.id(), found));
        }
    }

    /** Bytes {@code from} (included) to {@code to} (excluded) of a payload. */
    public static byte[] range(UnitOfWork unit, long id, long from, long to) {
        byte[] whole = stored(unit, id).proven(unit);
        if (whole != null) {
            return Arrays.copyOfRange(whole, (int) from, (int) to);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) (to - from));
        for (long ordinal = from / CHUNK; ordinal * CHUNK < to; ordinal++) {
            byte[] chunk = chunk(unit, id, (int) ordinal).bytes();
            int start = (int) Math.max(0, from - ordinal * CHUNK);
            int end = (int) Math.min(CHUNK, to - ordinal * CHUNK);
            if (end > chunk.length) {
                throw ChangedPayloads.note(unit.source(), id, "chunk " + ordinal + " is too short or gone");
            }
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

    private static ChunkStream.Chunk chunk(UnitOfWork unit, long id, int ordinal) {
        return unit
                .query(
                        "select size, sha256, content from payload_chunk where payload_id = ? and ordinal = ?",
                        row -> proven(unit, id, ordinal, row.getBytes(3), row.getInt(1), row.getBytes(2)),
                        id,
                        ordinal)
                .stream()
                .findFirst()
                .orElse(ChunkStream.Chunk.NONE);
    }

    private static ChunkStream.Chunk proven(
            UnitOfWork unit, long id, int ordinal, byte[] deflated, int size, byte @Nullable [] sha256) {
        byte[] bytes;
        try {
            bytes = inflate(deflated, size);
        } catch (IllegalStateException e) {
            throw ChangedPayloads.note(unit.source(), id, "chunk " + ordinal + " cannot be inflated");
        }
        if (sha256 != null && !Arrays.equals(sha256(bytes), sha256)) {
            throw ChangedPayloads.note(unit.source(), id, "the SHA-256 of chunk " + ordinal + " is another");
        }
        return new ChunkStream.Chunk(bytes, sha256 != null);
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
                    throw new DataFormatException("it ends before its announced size");
                }
                length += got;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IllegalStateException("Deflated bytes are damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /**
     * For callers that hold several payloads at once: all of them by id, inline ones in one round trip.
     *
     * @throws ChangedPayload if one of them is not what was stored
     */
    public static Map<Long, byte[]> readAll(UnitOfWork unit, List<Long> payloadIds) {
        return readAll(unit, payloadIds, changed -> {
            throw changed;
        });
    }

    /** The same, but for those that are changed, of which the other hears. */
    public static Map<Long, byte[]> readAll(UnitOfWork unit, List<Long> payloadIds, Consumer<ChangedPayload> changed) {
        Map<Long, byte[]> found = new HashMap<>();
        for (Stored stored : stored(unit, payloadIds)) {
            try {
                byte[] whole = stored.proven(unit);
                found.put(stored.facts().id(), whole != null ? whole : joined(unit, stored));
            } catch (ChangedPayload e) {
                changed.accept(e);
            }
        }
        return found;
    }
}
