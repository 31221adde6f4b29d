package io.lading.tracking;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            return unit.query(
                    "select * from lookup_table order by scope, name",
                    row -> new Stored(
                            row.getString("scope"),
                            row.getString("name"),
                            row.getString("content"),
                            row.getString("on_miss"),
                            row.getString("changed_by"),
                            row.getTimestamp("changed_at").toInstant()));
        }
    }

    public Optional<Stored> find(String scope, String name) {
        return all().stream()
                .filter(stored -> stored.scope().equals(scope) && stored.name().equals(name))
                .findFirst();
    }

    /**
     * Takes the place of what the scope had under the name.
     *
     * @param difference what changes, in words for the audit
     */
    public void put(String scope, String name, String content, String onMiss, String actor, String difference) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update("""
                    insert into lookup_table (scope, name, content, on_miss, changed_by, changed_at)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (scope, name) do update set content = excluded.content, on_miss = excluded.on_miss,
                        changed_by = excluded.changed_by, changed_at = excluded.changed_at""", scope, name, content, onMiss, actor, clock.instant());
            unit.update("update lookup_change set version = version + 1");
            String subject = scope.isEmpty() ? name : name + " for " + scope;
            Audit.append(unit, clock, actor, "lookup.put", subject, difference);
            unit.commit();
        }
    }
}
