package io.lading.tracking;

import io.lading.tracking.sql.StorableText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One database transaction: rows gathered by {@link #add} are written in batches by {@link #commit}, all or none.
 * Closing without commit rolls back. Belongs to one thread at a time.
 */
public final class UnitOfWork implements AutoCloseable {

    /** Reads one row of an answer. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Savepoint mark;

    private final DataSource source;

    private UnitOfWork(DataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /** For what must be written down even if this is given up. */
    DataSource source() {
        return source;
    }

    public static UnitOfWork begin(DataSource dataSource) {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return new UnitOfWork(dataSource, connection);
        } catch (SQLException e) {
            throw new RecordUnavailable("beginning a transaction", e);
        }
    }

    /** Notes a row to be written by {@link #commit}. */
    public void add(Row row) {
        rows.computeIfAbsent(row.table(), t -> new ArrayList<>()).add(row);
    }

    /** Something to do once the rows are durable, such as a wake-up; never before. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Writes all noted rows now, within the still open transaction. */
    public void flush() {
        for (Map.Entry<Table, List<Row>> entry : rows.entrySet()) {
            insert(entry.getKey(), entry.getValue());
        }
        rows.clear();
    }

    /** Makes everything durable, then runs what waited for it. */
    public void commit() {
        flush();
        CrashPoints.reach("before-commit");
        try {
            connection.commit();
        } catch (SQLException e) {
            throw RecordFailure.of("committing", e);
        }
        mark = null;
        CrashPoints.reach("after-commit");
        afterCommit.forEach(Runnable::run);
        afterCommit.clear();
    }

    /** Where {@link #backToMark} leads; what was locked before stays locked then. */
    public void mark() {
        flush();
        try {
            mark = connection.setSavepoint();
        } catch (SQLException e) {
            throw RecordFailure.of("setting a mark", e);
        }
    }

    /**
     * Gives up everything since the mark, but no lock taken before it.
     *
     * @return false if nothing can be given up, for it was committed meanwhile
     */
    public boolean backToMark() {
        Savepoint back = mark;
        if (back == null) {
            return false;
        }
        rows.clear();
        afterCommit.clear();
        try {
            connection.rollback(back);
            return true;
        } catch (SQLException e) {
            throw RecordFailure.of("going back to a mark", e);
        }
    }

    /** Gives up everything since the beginning or the last commit. */
    public void rollback() {
        rows.clear();
        afterCommit.clear();
        mark = null;
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new RecordUnavailable("rolling back", e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new RecordUnavailable("giving a connection back", e);
        }
    }

    /** Runs an update, a delete or an insert that answers nothing; returns how many rows it touched. */
    public int update(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, sql, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw RecordFailure.of("running \"" + sql + "\"", e);
        }
    }

    /** Runs one statement for many rows of values, in one round trip. */
    public void updateAll(String sql, List<@Nullable Object[]> rowsOfValues) {
        if (rowsOfValues.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : rowsOfValues) {
                bind(statement, sql, values);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw RecordFailure.of("running \"" + sql + "\"", e);
        }
    }

    /** Runs a query, or a statement with RETURNING. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, sql, values);
            List<T> answer = new ArrayList<>();
            try (ResultSet rs = statement.executeQuery()) {
                while (rs.next()) {
                    answer.add(reader.read(rs));
                }
            }
            return answer;
        } catch (SQLException e) {
            throw RecordFailure.of("running \"" + sql + "\"", e);
        }
    }

    private void insert(Table table, List<Row> tableRows) {
        try (PreparedStatement statement = connection.prepareStatement(table.sql())) {
            for (Row row : tableRows) {
                bind(statement, table.sql(), row.values());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw RecordFailure.of("writing " + table.tableName(), e);
        }
    }

    private static void bind(PreparedStatement statement, String sql, @Nullable Object[] values) throws SQLException {
        BitSet json = StorableText.jsonPlaces(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i], json.get(i) ? StorableText::json : StorableText::text);
        }
    }

    /** @param storable text as the column can hold it */
    private static void bind(
            PreparedStatement statement, int place, @Nullable Object value, UnaryOperator<String> storable)
            throws SQLException {
        if (value == null) {
            statement.setNull(place, Types.NULL);
        } else if (value instanceof Instant instant) {
            statement.setObject(place, at(instant));
        } else if (value instanceof Enum<?> constant) {
            statement.setString(place, constant.name());
        } else if (value instanceof String text) {
            statement.setString(place, storable.apply(text));
        } else if (value instanceof @Nullable String[] texts) {
            statement.setObject(place, all(texts, storable));
        } else {
            statement.setObject(place, value);
        }
    }

    private static @Nullable String[] all(@Nullable String[] texts, UnaryOperator<String> storable) {
        @Nullable String[] stored = new @Nullable String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            stored[i] = text == null ? null : storable.apply(text);
        }
        return stored;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Reads an instant column that may be null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Reads a bigint column that may be null. */
    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
