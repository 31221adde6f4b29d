package io.lading.transport.folder;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tries folders: that they are there, and can be read or written, by a file that is removed again. */
public final class FolderProbe implements Probe {
    private static final String ADVICE = "Make the folder, or give the user that the hub runs as the right to it.";

    @Override
    public boolean serves(Door door) {
        return door.equals(Door.FOLDER_IN) || door.equals(Door.FOLDER_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        Path folder = connection.folder();
        boolean in = connection.direction() == Direction.IN;
        if (!in && !Files.exists(folder)) {
            steps.note("folder", folder + " is not there yet; it is made with the first file.");
            return;
        }
        boolean there = steps.run("folder", ADVICE, () -> {
            if (!Files.isDirectory(folder)) {
                throw new IOException("There is no folder " + folder + ".");
            }
            return folder + " is there" + (in ? ", with " + files(folder) + " waiting to be taken." : ".");
        });
        if (there) {
            // Files are taken by moving them away, so that a folder to read from must be writable too.
            write(folder, steps);
        }
    }

    /** Shown by a hidden file, which nothing takes. */
    public static void write(Path folder, ProbeSteps steps) {
        steps.run("write", ADVICE, () -> {
            Path file = Files.createTempFile(folder, ".lading-test-", ".part");
            Files.delete(file);
            return "A file could be written and removed.";
        });
    }

    private static String files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            long count = all.filter(Files::isRegularFile).count();
            return count + (count == 1 ? " file" : " files");
        }
    }
}
