package io.lading.transport.folder;

import io.lading.tracking.Payloads;
import io.lading.tracking.Reception;
import io.lading.tracking.Submission;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Makes a submission of a file that lies in a watched folder. Shared between threads. */
public final class FolderSource {
    private static final int HEAD = 64 * 1024;

    private final String connection;
    private final String partner;
    private final long heldBytes;

    /** @param heldBytes files larger than this are not read into memory */
    public FolderSource(String connection, String partner, long heldBytes) {
        this.connection = connection;
        this.partner = partner;
        this.heldBytes = heldBytes;
    }

    /**
     * Reads a file. Its key is its own identity (name, size, time of change, content), so that taking it twice, as after
     * a crash between commit and move, is the same submission, and dropping the same content anew is another.
     */
    public Object take(File file) throws IOException {
        Path path = file.toPath();
        if (Files.size(path) > heldBytes) {
            return stream(path);
        }
        byte[] bytes = Files.readAllBytes(path);
        return reception(path, HexFormat.of().formatHex(Payloads.sha256(bytes)), bytes);
    }

    private Submission stream(Path path) throws IOException {
        InputStream body = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        body.mark(HEAD + 1);
        byte[] head = body.readNBytes(HEAD);
        body.reset();
        return new Submission(reception(path, "", new byte[0]), head, body);
    }

    private Reception reception(Path path, String digest, byte[] bytes) throws IOException {
        String name = path.getFileName().toString();
        String identity = name
                + '|'
                + Files.size(path)
                + '|'
                + Files.getLastModifiedTime(path).toMillis()
                + '|'
                + digest;
        return Reception.of(
                connection, partner, "folder", "folder", identity, name, null, "application/octet-stream", bytes);
    }
}
