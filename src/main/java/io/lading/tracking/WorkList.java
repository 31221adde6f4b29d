package io.lading.tracking;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a person. One rule, the view {@code open_work}, says what that is; pages, counts and commands ask it. Entries
 * leave by themselves when the work is done, or when somebody dismisses them. Thread-safe.
 */
public final class WorkList {
    /** More than anybody counts; the rule is looked at for every page. */
    static final int MOST_COUNTED = 10_000;

    private final DataSource dataSource;
    private final Ids ids;
    private final Clock clock;

    public WorkList(DataSource dataSource, Ids ids, Clock clock) {
        this.dataSource = dataSource;
        this.ids = ids;
        this.clock = clock;
    }

    public List<WorkEntry> list(WorkWanted wanted) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return WorkEntries.read(unit, wanted);
        }
    }

    /** How many wait, by where they stand; those of which there are none are left out. */
    public Map<Standing, Long> counts() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            Map<Standing, Long> counts = new EnumMap<>(Standing.class);
            unit.query(
                    "select standing, count(*) from (select standing from open_work limit ?) w group by standing",
                    row -> counts.put(Standing.valueOf(row.getString(1)), row.getLong(2)),
                    MOST_COUNTED);
            return counts;
        }
    }

    /** Takes an entry off the list though nothing was done; false if it is not on it (any more). */
    public boolean dismiss(WorkEntry entry, String reason, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            long subject = Parts.id(entry.id());
            int dismissed = unit.update("""
                    insert into dismissal (subject, standing, reason, actor, at)
                    select w.subject, w.standing, ?, ?, ? from open_work w where w.subject = ? and w.standing = ?
                    on conflict do nothing""", reason, actor, clock.instant(), subject, entry.standing());
            if (dismissed == 0) {
                return false;
            }
            String what = "Was dismissed as " + entry.standing().words() + ": " + reason;
            unit.add(new EventRow(
                    ids.next(),
                    "work.dismissed",
                    actor,
                    Parts.id(entry.transmission()),
                    document(entry),
                    what,
                    clock.instant()));
            Audit.append(
                    unit,
                    clock,
                    actor,
                    "work.dismissed",
                    entry.id(),
                    entry.standing().code() + ": " + reason);
            unit.commit();
            return true;
        }
    }

    private static @Nullable Long document(WorkEntry entry) {
        String document = entry.document();
        return document == null ? null : Parts.id(document);
    }
}
