package io.lading.tracking.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a sealed table as the leaves of a tree, one after another. Used by one thread. */
final class Leaves implements AutoCloseable {
    private static final int FETCH = 2000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SealedTable table;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean there;

    private Leaves(SealedTable table, PreparedStatement statement, ResultSet rows) throws SQLException {
        this.table = table;
        this.statement = statement;
        this.rows = rows;
        this.there = rows.next();
    }

    /** @param connection in a transaction, so that rows come in portions */
    static Leaves open(Connection connection, SealedTable table, long fromXact, long toXact) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(table.query());
        try {
            statement.setFetchSize(FETCH);
            statement.setLong(1, fromXact);
            statement.setLong(2, toXact);
            return new Leaves(table, statement, statement.executeQuery());
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Whether the row at hand is of a transaction before this one. */
    boolean isBefore(long toXact) throws SQLException {
        return there && rows.getLong(1) < toXact;
    }

    /** The row at hand: a JSON array of the table's name and its columns as texts; then goes on to the next. */
    String next() throws SQLException {
        List<@Nullable String> values = new ArrayList<>(table.width() + 1);
        values.add(table.tableName());
        for (int i = 0; i < table.width(); i++) {
            values.add(rows.getString(i + 2));
        }
        there = rows.next();
        return JSON.writeValueAsString(values);
    }

    /** A tree of all rows at hand of transactions before this one. */
    MerkleTree take(long toXact) throws SQLException {
        MerkleTree tree = new MerkleTree();
        while (isBefore(toXact)) {
            tree.add(next());
        }
        return tree;
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
