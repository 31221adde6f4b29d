package io.lading.tracking;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * How a hub holds its place among those that share the record.
 *
 * @param source of connections for this alone, outside of any pool, so that a busy pool costs nobody his place
 * @param alone whether no other hub can use this database: then whoever is not this one is dead
 * @param patience how long another hub's lock must have been seen free before it counts as dead. A hub that lives takes a
 *     lost lock again within a second; so long must a restart of the database and a slow machine be allowed to last.
 */
public record Lifelines(DataSource source, boolean alone, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public static Lifelines alone(DataSource source) {
        return new Lifelines(source, true, PATIENCE);
    }

    public static Lifelines shared(DataSource source) {
        return new Lifelines(source, false, PATIENCE);
    }
}
