package io.lading.tracking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query with the values they bind; a value never becomes part of the SQL. */
final class Conditions {
    private final StringBuilder sql = new StringBuilder("true");
    private final List<@Nullable Object> values = new ArrayList<>();

    Conditions and(String condition, @Nullable Object... bound) {
        sql.append(" and (").append(condition).append(')');
        values.addAll(java.util.Arrays.asList(bound));
        return this;
    }

    /** Time range and page, on a column of ids, which carry their time. */
    Conditions window(String id, Search search) {
        search.from().ifPresent(from -> and(id + " >= ?", RecordId.firstAt(from)));
        search.to().ifPresent(to -> and(id + " < ?", RecordId.firstAt(to)));
        search.after().ifPresent(after -> and(id + " < ?", after));
        return this;
    }

    String sql() {
        return sql.toString();
    }

    /** The values bound so far, and some more behind them. */
    @Nullable
    Object[] values(@Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(java.util.Arrays.asList(more));
        return all.toArray();
    }
}
