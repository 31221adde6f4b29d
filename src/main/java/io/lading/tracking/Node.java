package io.lading.tracking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * This process among those that share the record. While it lives it holds a session advisory lock under its number on a
 * connection of its own; the database lets go of the lock when the process dies, and then others take over its claims.
 */
public final class Node implements AutoCloseable {
    private static final int LOCK_CLASS = 7201;
    private static final int MOST_NODES = 1024;
    /** Ids this many milliseconds ahead are reserved at each heartbeat. */
    private static final long RESERVE_MILLIS = 60_000;

    private final DataSource dataSource;
    private final Connection lifeline;
    private final int number;
    private final Ids ids;

    private Node(DataSource dataSource, Connection lifeline, int number, Ids ids) {
        this.dataSource = dataSource;
        this.lifeline = lifeline;
        this.number = number;
        this.ids = ids;
    }

    /** Takes the lowest free number and lets go of whatever an earlier holder of it had claimed. */
    public static Node join(DataSource dataSource, String name) {
        try {
            Connection lifeline = dataSource.getConnection();
            lifeline.setAutoCommit(true);
            int number = takeNumber(lifeline);
            Ids ids = register(lifeline, number, name);
            Node node = new Node(dataSource, lifeline, number, ids);
            node.releaseClaimsOf(number);
            return node;
        } catch (SQLException e) {
            throw new RecordUnavailable("joining as a node", e);
        }
    }

    public int number() {
        return number;
    }

    public Ids ids() {
        return ids;
    }

    /** Reserves ids and proves that the lifeline stands; false means that this node must stop claiming at once. */
    public boolean heartbeat() {
        try (PreparedStatement statement =
                lifeline.prepareStatement("update node set reserved_id = ? where number = ?")) {
            statement.setLong(1, ids.latest() + (RESERVE_MILLIS << RecordId.TIME_SHIFT));
            statement.setInt(2, number);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Gives the claims of dead nodes back to everybody; returns how many pieces of work that were. */
    public int takeOverFromTheDead() {
        List<Integer> others;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            others = unit.query(
                    "select distinct claimed_by from work where claimed_by is not null and claimed_by <> ?",
                    row -> row.getInt(1),
                    number);
        }
        int released = 0;
        for (int other : others) {
            released += releaseIfDead(other);
        }
        return released;
    }

    /** Lets go of the number; what is still claimed is released by the next holder. */
    @Override
    public void close() {
        try (lifeline) {
            try (PreparedStatement statement = lifeline.prepareStatement("select pg_advisory_unlock(?, ?)")) {
                statement.setInt(1, LOCK_CLASS);
                statement.setInt(2, number);
                statement.execute();
            }
        } catch (SQLException e) {
            throw new RecordUnavailable("leaving as a node", e);
        }
    }

    private int releaseIfDead(int other) {
        try {
            if (!tryLock(lifeline, other)) {
                return 0;
            }
            try {
                return releaseClaimsOf(other);
            } finally {
                try (PreparedStatement statement = lifeline.prepareStatement("select pg_advisory_unlock(?, ?)")) {
                    statement.setInt(1, LOCK_CLASS);
                    statement.setInt(2, other);
                    statement.execute();
                }
            }
        } catch (SQLException e) {
            throw new RecordUnavailable("taking over from node " + other, e);
        }
    }

    /** What a dead process was sending may have arrived: its attempts become unknown, and the same bytes go out again. */
    private int releaseClaimsOf(int other) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update("""
                    update attempt set outcome = 'UNKNOWN', ended_at = now(),
                        answer = 'The hub stopped while it was sending; the same bytes are sent again under the same key.'
                    where outcome = 'STARTED' and node = ?
                      and transmission_id in (select subject from work where claimed_by = ?)""", other, other);
            int released = unit.update("update work set claimed_by = null, claim = null where claimed_by = ?", other);
            unit.commit();
            return released;
        }
    }

    private static int takeNumber(Connection connection) throws SQLException {
        for (int candidate = 0; candidate < MOST_NODES; candidate++) {
            if (tryLock(connection, candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("All " + MOST_NODES + " node numbers are taken; stop a hub on this database.");
    }

    private static boolean tryLock(Connection connection, int candidate) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, candidate);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static Ids register(Connection connection, int number, String name) throws SQLException {
        String sql = """
                insert into node (number, name, started_at, reserved_id) values (?, ?, now(), 0)
                on conflict (number) do update set name = excluded.name, started_at = now()
                returning reserved_id, (extract(epoch from clock_timestamp()) * 1000)::bigint""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setString(2, name);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return new Ids(number, answer.getLong(2), answer.getLong(1));
            }
        }
    }
}
