package io.lading.tracking.audit;

import io.lading.tracking.Audit;
import io.lading.tracking.RecordUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the audit's months that are older than they need be kept: whole partitions of audit, events and changes of state,
 * all of whose rows are sealed, and only while the whole audit is sound. What was dropped is written down and signed; the
 * check begins there from then on. Works by connections of the role that owns the tables, made for it and closed again.
 */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final long EVERY_NANOS = Duration.ofHours(6).toNanos();
    private static final int SEALERS_LOCK = 7207;
    private static final Pattern MONTH = Pattern.compile("(audit|event|state_change)_([0-9]{6})");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMM");

    private final DataSource owner;
    private final AuditKeys keys;
    private final AuditCheck check;
    private final Audit audit;
    private final int keepMonths;
    private final Clock clock;
    private long lookedAt = System.nanoTime();

    /**
     * @param owner of the tables
     * @param keepMonths how many whole months beside the one that runs; 0 for ever
     */
    public Retention(DataSource owner, AuditKeys keys, AuditCheck check, Audit audit, int keepMonths, Clock clock) {
        this.owner = owner;
        this.keys = keys;
        this.check = check;
        this.audit = audit;
        this.keepMonths = keepMonths;
        this.clock = clock;
    }

    private record Partition(String name, SealedTable table, long rows, long first, long last, long lastXact) {
        String line() {
            return rows == 0 ? name + " without rows" : name + " with " + rows + " rows, " + first + " to " + last;
        }
    }

    /** Called every second; looks when it is time. */
    public synchronized void run() {
        if (keepMonths == 0 || System.nanoTime() - lookedAt < EVERY_NANOS) {
            return;
        }
        lookedAt = System.nanoTime();
        YearMonth first = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).minusMonths(keepMonths);
        try {
            drop(first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (RecordUnavailable e) {
            log.warn("Old months of the audit are dropped later: {}", e.getMessage());
        }
    }

    /** Drops what ended before an instant. Gives the names of the dropped partitions. */
    public List<String> drop(Instant before) {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            List<Partition> old = endedBefore(connection, before);
            connection.rollback();
            if (old.isEmpty()) {
                return List.of();
            }
            AuditCheck.Report report = check.check();
            if (!report.isSound()) {
                log.error(
                        "Nothing of the audit is dropped, for it is not sound: {}",
                        report.problems().get(0));
                return List.of();
            }
            return drop(connection, before);
        } catch (SQLException e) {
            throw new RecordUnavailable("dropping months of the audit", e);
        }
    }

    private List<String> drop(Connection connection, Instant before) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + SEALERS_LOCK + ")");
            List<Partition> old = endedBefore(connection, before);
            long lastXact = old.stream().mapToLong(Partition::lastXact).max().orElse(-1);
            Optional<SealAt> seal = sealOf(connection, lastXact);
            if (old.isEmpty() || seal.isEmpty()) {
                return List.of();
            }
            for (Partition partition : old) {
                statement.execute("drop table " + partition.name()); // a name that MONTH matched
            }
            long lastNumber = old.stream()
                    .filter(partition -> partition.table() == SealedTable.AUDIT)
                    .mapToLong(Partition::last)
                    .max()
                    .orElse(0);
            String dropped = String.join("\n", old.stream().map(Partition::line).toList());
            new RetentionEntry.Draft(
                            next(connection),
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            seal.get().number(),
                            seal.get().toXact(),
                            dropped,
                            seal.get().head(),
                            remaining(connection, seal.get().toXact()))
                    .signed(keys.current())
                    .insert(connection, lastNumber);
            connection.commit();
            audit.record(
                    "hub",
                    "audit.dropped",
                    "up to seal " + seal.get().number(),
                    dropped.replace("\n", "; ") + "; the seal's code is "
                            + seal.get().head());
            return old.stream().map(Partition::name).toList();
        } finally {
            connection.rollback();
        }
    }

    private static List<Partition> endedBefore(Connection connection, Instant before) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent in ('audit'::regclass, 'event'::regclass, 'state_change'::regclass)
                        order by c.relname""")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        List<Partition> old = new ArrayList<>();
        for (String name : names) {
            var parts = MONTH.matcher(name);
            if (parts.matches() && !end(parts.group(2)).isAfter(before)) {
                old.add(described(
                        connection, name, SealedTable.valueOf(parts.group(1).toUpperCase(java.util.Locale.ROOT))));
            }
        }
        return old;
    }

    private static Instant end(String month) {
        return YearMonth.parse(month, DIGITS)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Partition described(Connection connection, String name, SealedTable table) throws SQLException {
        String key = table == SealedTable.EVENT ? "id" : "number";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), coalesce(min(" + key + "), 0), coalesce(max("
                        + key + "), 0), coalesce(max(xact), -1) from " + name)) {
            row.next();
            return new Partition(name, table, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    private record SealAt(long number, long toXact, String head) {}

    /** The seal that names a transaction; absent as long as it is not sealed. */
    private static Optional<SealAt> sealOf(Connection connection, long xact) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select number, to_xact, encode(mac, 'hex') from audit_seal where to_xact > ? order by number limit 1""")) {
            statement.setLong(1, xact);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new SealAt(row.getLong(1), row.getLong(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    private static long next(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(number), 0) + 1 from audit_retention")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String remaining(Connection connection, long toXact) throws SQLException {
        StringBuilder parts = new StringBuilder();
        for (SealedTable table : SealedTable.DROPPED) {
            try (Leaves leaves = Leaves.open(connection, table, 0, toXact)) {
                MerkleTree tree = leaves.take(toXact);
                if (tree.count() > 0) {
                    parts.append(Seal.Part.of(tree).line(table));
                }
            }
        }
        return parts.toString();
    }
}
