package io.lading.transport.as2;

import io.lading.transport.spool.SpoolQuota;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the bytes of one message lie while it is worked on: few in memory, many in temporary files that closing deletes.
 * Belongs to one thread.
 */
public final class Workspace implements AutoCloseable {
    private final Path folder;
    private final int heldBytes;
    private final SpoolQuota.Share room;
    private final List<Spool> spools = new ArrayList<>();

    /**
     * @param folder for temporary files; nobody else's
     * @param heldBytes up to so many bytes of each piece stay in memory
     */
    Workspace(Path folder, int heldBytes) {
        this(folder, heldBytes, SpoolQuota.unbounded());
    }

    /** @param room what may lie here; given back with it */
    Workspace(Path folder, int heldBytes, SpoolQuota.Share room) {
        this.room = room;
        this.folder = folder;
        this.heldBytes = heldBytes;
    }

    /** A new place to write to. */
    Spool spool() {
        Spool spool = new Spool(folder, heldBytes, room);
        spools.add(spool);
        return spool;
    }

    /** Takes in a whole stream. */
    Content take(InputStream in) throws IOException {
        try (Spool spool = spool()) {
            in.transferTo(spool);
            return spool.content();
        }
    }

    @Override
    public void close() {
        spools.forEach(Spool::discard);
        spools.clear();
        room.close();
    }

    /** Deletes what a killed process left behind; to be called before any workspace is opened. */
    public static void sweep(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(folder, Spool.PREFIX + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
