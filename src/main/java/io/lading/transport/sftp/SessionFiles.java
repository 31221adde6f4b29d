package io.lading.transport.sftp;

import io.lading.transport.sftp.Mailbox.Taken;
import java.util.Map;
import org.apache.sshd.sftp.server.FileHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one session writes, and what was taken from it.
 *
 * @param mailbox the user's, which all its sessions share
 * @param open thread-safe
 * @param taken thread-safe
 */
record SessionFiles(Mailbox mailbox, Map<FileHandle, Writing> open, Map<String, Taken> taken) {
    private static final int MOST_SEEN = 10_000;

    /** A file that is being written. */
    record Writing(String name, Upload upload) {}

    @Nullable
    Upload open(String name) {
        return open.values().stream()
                .filter(writing -> writing.name().equals(name))
                .map(Writing::upload)
                .findFirst()
                .orElse(null);
    }

    /** Of that name: written here, or unfinished. */
    @Nullable
    Upload upload(String name) {
        Upload written = open(name);
        return written == null ? mailbox.find(name) : written;
    }

    void noteTaken(String name, Taken file) {
        mailbox.noteTaken(name, file);
        if (taken.size() < MOST_SEEN) {
            taken.put(name, file);
        }
    }
}
