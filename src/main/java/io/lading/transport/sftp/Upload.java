package io.lading.transport.sftp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on its way in, under a name of our own making; the sender's is for display. */
final class Upload {
    static final String PREFIX = "upload-";

    private final String name;
    private final Path file;
    private final FileChannel channel;

    Upload(Path folder, String name) throws IOException {
        this.name = name;
        this.file = Files.createTempFile(folder, PREFIX, ".part");
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    String name() {
        return name;
    }

    Path file() {
        return file;
    }

    FileChannel channel() {
        return channel;
    }

    /** Written to the end: what was received is in the file. */
    void finish() throws IOException {
        channel.close();
    }

    void discard() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What cannot be deleted now is swept at the next start.
            file.toFile().deleteOnExit();
        }
    }
}
