package io.lading.tracking;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How a hub holds its place among those that share the record.
 *
 * @param source of connections for this alone, outside of any pool, so that a busy pool costs nobody his place
 * @param alone whether no other hub can use this database: then whoever is not this one is dead
 * @param patience how long another hub's lock must have been seen free before it counts as dead. A hub that lives takes a
 *     lost lock again within a second; so long must a restart of the database and a slow machine be allowed to last.
 * @param memory a file below the data folder that this hub holds the lock of; whose life it names is this hub's own former
 *     one, which is over for certain, so that nobody has to wait for it. Absent where there is no such folder.
 */
public record Lifelines(DataSource source, boolean alone, Duration patience, Optional<Path> memory) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public static Lifelines alone(DataSource source) {
        return new Lifelines(source, true, PATIENCE, Optional.empty());
    }

    public static Lifelines shared(DataSource source) {
        return new Lifelines(source, false, PATIENCE, Optional.empty());
    }

    /** The same for a hub that alone uses a data folder, with a file of it. */
    public Lifelines remembering(Path file) {
        return new Lifelines(source, alone, patience, Optional.of(file));
    }
}
