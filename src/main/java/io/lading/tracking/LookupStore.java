package io.lading.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Lookup tables that were put while the hub runs, each the whole of a table in one scope. Thread-safe. */
public final class LookupStore {
    private final DataSource dataSource;
    private final Clock clock;

    public LookupStore(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * A table in one scope.
     *
     * @param scope empty for all, a partner's id, or an agreement's
     * @param content CSV
     * @param onMiss what is done about values it lacks; empty for the map's own word
     */
    public record Stored(
            String scope, String name, String content, String onMiss, String changedBy, Instant changedAt) {}

    /** Grows with every change, on whichever node it was made. */
    public long version() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("select version from lookup_change", row -> row.getLong(1)).stream()
                    .findFirst()
                    .orElse(0L);
        }
    }

    public List<Stored> all() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("select * from lookup_table order by scope, name", LookupStore::stored);
        }
    }

    public Optional<Stored> find(String scope, String name) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return find(unit, scope, name);
        }
    }

    private static Optional<Stored> find(UnitOfWork unit, String scope, String name) {
        return unit
                .query("select * from lookup_table where scope = ? and name = ?", LookupStore::stored, scope, name)
                .stream()
                .findFirst();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("scope"),
                row.getString("name"),
                row.getString("content"),
                row.getString("on_miss"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }

    /**
     * What a table becomes.
     *
     * @param difference what changes, in words for the audit
     */
    public record Change(String content, String onMiss, String difference) {}

    /**
     * Changes a table; of two at once, the second sees what the first made.
     *
     * @param change makes the new table of the one there is; empty to leave it as it is
     */
    public void change(String scope, String name, String actor, Function<Optional<Stored>, Optional<Change>> change) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            lock(unit);
            Optional<Change> wanted = change.apply(find(unit, scope, name));
            if (wanted.isEmpty()) {
                return;
            }
            Change made = wanted.get();
            unit.update("""
                    insert into lookup_table (scope, name, content, on_miss, changed_by, changed_at)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (scope, name) do update set content = excluded.content, on_miss = excluded.on_miss,
                        changed_by = excluded.changed_by, changed_at = excluded.changed_at""", scope, name, made.content(), made.onMiss(), actor, clock.instant());
            finish(unit, scope, name, actor, "lookup.put", made.difference());
        }
    }

    /** Forgets what was put; files and wider scopes are asked again. False if there was nothing. */
    public boolean remove(String scope, String name, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            lock(unit);
            if (find(unit, scope, name).isEmpty()) {
                return false;
            }
            unit.update("delete from lookup_table where scope = ? and name = ?", scope, name);
            finish(unit, scope, name, actor, "lookup.removed", "");
            return true;
        }
    }

    private static void lock(UnitOfWork unit) {
        unit.query("select version from lookup_change for update", row -> row.getLong(1));
    }

    private void finish(UnitOfWork unit, String scope, String name, String actor, String action, String difference) {
        unit.update("update lookup_change set version = version + 1");
        Audit.append(unit, clock, actor, action, subject(scope, name), difference);
        unit.commit();
    }

    /** As the audit calls it. */
    public static String subject(String scope, String name) {
        return scope.isEmpty() ? name : name + " for " + scope;
    }

    /**
     * A value that documents wait for.
     *
     * @param column the codes' side, such as {@code x12}
     * @param read true for a code that was read, false for a word of the documents that has no code to write
     * @param transmissions those that wait for it, the oldest first, at most some
     * @param documents how many wait
     */
    public record Awaited(
            String name,
            String agreement,
            String column,
            String value,
            boolean read,
            List<String> transmissions,
            long documents) {}

    /** What is waited for, the longest wait first. */
    public List<Awaited> awaited() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("""
                    select w.name, w.agreement, w.column_name, w.value, w.read, count(*) as documents,
                        (array_agg(coalesce(w.transmission_id, o.transmission_id) order by w.id))[1:5] as transmissions
                    from lookup_wait w left join delivery d on d.id = w.delivery_id
                        left join document o on o.id = d.document_id
                    group by w.name, w.agreement, w.column_name, w.value, w.read
                    order by min(w.id) limit 200""", LookupStore::awaited);
        }
    }

    private static Awaited awaited(ResultSet row) throws SQLException {
        List<String> transmissions = new ArrayList<>();
        for (Object id : (Object[]) row.getArray("transmissions").getArray()) {
            if (id instanceof Long number) {
                transmissions.add(RecordId.text(number));
            }
        }
        return new Awaited(
                row.getString("name"),
                row.getString("agreement"),
                row.getString("column_name"),
                row.getString("value"),
                row.getBoolean("read"),
                List.copyOf(transmissions),
                row.getLong("documents"));
    }
}
