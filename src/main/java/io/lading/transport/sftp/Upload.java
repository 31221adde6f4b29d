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
    private FileChannel channel;

    Upload(Path folder, String name) throws IOException {
        this.name = name;
        this.file = Files.createTempFile(folder, PREFIX, ".part");
        this.channel = open();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Writing goes on where it ended; what is there is kept. */
    void goOn() throws IOException {
        channel = open();
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
