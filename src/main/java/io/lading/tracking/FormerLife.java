package io.lading.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's life in the record as it stands in a file of its data folder. Whoever holds the folder's lock and finds a life
 * there knows that it is over: the process that lived it had the lock before.
 *
 * @param life as the record numbers it
 * @param startedMicros when the record saw it begin; tells it from the same number in another database that the folder was
 *     used with
 */
record FormerLife(long life, long startedMicros) {
    private static final Logger log = LoggerFactory.getLogger(FormerLife.class);

    /** Absent if the file says nothing that can be used: then the hub is as patient as with any other. */
    static Optional<FormerLife> read(Path file) {
        try {
            String[] said = Files.exists(file) ? Files.readString(file).strip().split(" ") : new String[0];
            return said.length == 2
                    ? Optional.of(new FormerLife(Long.parseLong(said[0]), Long.parseLong(said[1])))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            log.warn(
                    "{} cannot be used, so that what this hub claimed before waits a few seconds: {}",
                    file,
                    e.toString());
            return Optional.empty();
        }
    }

    /** In one piece or not at all. */
    void write(Path file) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, life + " " + startedMicros + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn(
                    "{} cannot be written, so that after a crash the next start waits a few seconds: {}",
                    file,
                    e.toString());
        }
    }
}
