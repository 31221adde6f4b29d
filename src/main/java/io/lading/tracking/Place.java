package io.lading.tracking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number that this process holds by a session advisory lock on a connection of its own, the lifeline. The database lets
 * go of the lock when the connection ends. Belongs to {@link Node}, which lets one thread at a time use it.
 *
 * @param life names this holder of the number for ever; see the migration "lives"
 * @param startedMicros when the life began, by the database's clock
 * @param pid of the server's process at the other end, so that a session that was given up can be told from another's
 */
record Place(Connection lifeline, int number, long life, long startedMicros, int pid) implements AutoCloseable {
    static final int LOCK_CLASS = 7201;
    private static final int MOST_NODES = 1024;

    /** A place just taken, and what ids need to begin with. */
    record Taken(Place place, long databaseMillis, long reservedId) {}

    /**
     * Takes the lowest number that is free for certain: nobody holds its lock, and its last holder left or was seen dead.
     *
     * @param alone if only the lock counts, for nobody else can be there
     */
    static Taken take(Connection lifeline, String name, boolean alone) throws SQLException {
        boolean[] inUse = new boolean[MOST_NODES];
        if (!alone) {
            try (PreparedStatement statement =
                            lifeline.prepareStatement("select number from node where left_at is null");
                    ResultSet numbers = statement.executeQuery()) {
                while (numbers.next()) {
                    inUse[numbers.getInt(1)] = true;
                }
            }
        }
        Optional<Taken> certain = takeFirst(lifeline, name, inUse);
        if (certain.isPresent()) {
            return certain.get();
        }
        // Where a thousand died and nobody lived long enough to see it, the lock has to do.
        return takeFirst(lifeline, name, new boolean[MOST_NODES])
                .orElseThrow(() -> new IllegalStateException(
                        "All " + MOST_NODES + " node numbers are taken; stop a hub on this database."));
    }

    private static Optional<Taken> takeFirst(Connection lifeline, String name, boolean[] inUse) throws SQLException {
        for (int candidate = 0; candidate < MOST_NODES; candidate++) {
            if (!inUse[candidate] && tryLock(lifeline, candidate)) {
                return Optional.of(register(lifeline, candidate, name));
            }
        }
        return Optional.empty();
    }

    private static Taken register(Connection lifeline, int number, String name) throws SQLException {
        String sql = """
                insert into node (number, name, started_at, reserved_id) values (?, ?, now(), 0)
                on conflict (number) do update set name = excluded.name, started_at = now(), left_at = null,
                    life = nextval('node_life')
                returning reserved_id, (extract(epoch from clock_timestamp()) * 1000)::bigint, life, pg_backend_pid(),
                    (extract(epoch from started_at) * 1000000)::bigint""";
        try (PreparedStatement statement = lifeline.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setString(2, name);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return new Taken(
                        new Place(lifeline, number, answer.getLong(3), answer.getLong(5), answer.getInt(4)),
                        answer.getLong(2),
                        answer.getLong(1));
            }
        }
    }

    /** Reserves ids; false if the record says that this life is over. */
    boolean reserve(long upToId) throws SQLException {
        try (PreparedStatement statement = lifeline.prepareStatement(
                "update node set reserved_id = ? where number = ? and life = ? and left_at is null")) {
            statement.setLong(1, upToId);
            statement.setInt(2, number);
            statement.setLong(3, life);
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Takes the lock again by a new connection after the old one was lost; null if it cannot be had yet.
     *
     * @throws LifeOver if the others have seen this life end
     */
    @Nullable
    Place takeAgain(Connection fresh) throws SQLException, LifeOver {
        requireLife(fresh);
        if (!tryLock(fresh, number)) {
            endFormerSession(fresh);
            return null;
        }
        requireLife(fresh);
        return new Place(fresh, number, life, startedMicros, number(fresh, "select pg_backend_pid()"));
    }

    /** The record says that this life is over: others have what it had claimed. */
    static final class LifeOver extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void requireLife(Connection fresh) throws SQLException, LifeOver {
        int alive = number(
                fresh, "select count(*) from node where number = ? and life = ? and left_at is null", number, life);
        if (alive == 0) {
            throw new LifeOver();
        }
    }

    /** The server may not have noticed yet that the other end of the old connection is gone. */
    private void endFormerSession(Connection fresh) throws SQLException {
        number(fresh, """
                select count(pg_terminate_backend(l.pid)) from pg_locks l
                where l.locktype = 'advisory' and l.classid = ? and l.objid = ? and l.objsubid = 2 and l.pid = ?
                  and l.database = (select oid from pg_database where datname = current_database())""", LOCK_CLASS, number, pid);
    }

    static boolean tryLock(Connection connection, int candidate) throws SQLException {
        return number(connection, "select pg_try_advisory_lock(?, ?)::int", LOCK_CLASS, candidate) == 1;
    }

    private static int number(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] == (int) values[i]) {
                    statement.setInt(i + 1, (int) values[i]);
                } else {
                    statement.setLong(i + 1, values[i]);
                }
            }
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getInt(1);
            }
        }
    }

    /** Leaves, so that the number is free at once; what is still claimed is anybody's. */
    void leave() throws SQLException {
        try (PreparedStatement statement =
                lifeline.prepareStatement("update node set left_at = now() where number = ? and life = ?")) {
            statement.setInt(1, number);
            statement.setLong(2, life);
            statement.executeUpdate();
        }
    }

    /** Ends the connection, and with it the lock. */
    @Override
    public void close() {
        abandon(lifeline);
    }

    /** Ends a session whatever state it is in; a pooled one must not go back with a lock on it. */
    static void abandon(Connection connection) {
        try (connection) {
            try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_unlock_all()")) {
                statement.execute();
            }
        } catch (SQLException e) {
            // It is gone already, and its lock with it.
        }
    }
}
