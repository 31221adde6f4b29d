package io.lading.tracking.audit;

import io.lading.security.AuditKey;
import io.lading.tracking.RecordUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what was written since the last time, and writes down outside the database how far it came. One node seals at a
 * time; each writes an anchor of its own, and moves it on only along a chain that still leads from where it was.
 */
public final class Sealer {
    /** The anchor's name in the data folder. */
    public static final String ANCHOR = "audit-anchor";

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);
    private static final int LOCK = 7207;
    private static final long TOLD_EVERY_NANOS = Duration.ofHours(1).toNanos();

    private final DataSource dataSource;
    private final AuditKeys keys;
    private final Path anchor;
    private final Clock clock;
    private long toldAt = System.nanoTime() - TOLD_EVERY_NANOS;
    private volatile String trouble = "";

    /** @param anchor the file; outside the database's folder */
    public Sealer(DataSource dataSource, AuditKeys keys, Path anchor, Clock clock) {
        this.dataSource = dataSource;
        this.keys = keys;
        this.anchor = anchor;
        this.clock = clock;
    }

    /** Empty if the chain goes on from the anchor, else what is wrong with it. */
    public String trouble() {
        return trouble;
    }

    /** Seals all that is there to be sealed now. */
    public synchronized void seal() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                sealNext(connection);
                connection.commit();
                moveAnchor(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new RecordUnavailable("sealing the audit", e);
        }
    }

    private void sealNext(Connection connection) throws SQLException {
        if (number(connection, "select pg_try_advisory_xact_lock(" + LOCK + ")::int") == 0) {
            return; // another node is at it
        }
        Seal last = last(connection);
        long from = last == null ? 0 : last.toXact();
        // Whatever a transaction before this one wrote is there for good, or never will be.
        long to = number(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        if (to < from) {
            tell("The database counts its transactions from " + to + ", but the audit is sealed up to " + from
                    + ": it was restored into a younger server. Stop the hub and run pg_resetwal with"
                    + " --next-transaction-id beyond that number.");
            return;
        }
        String parts = parts(connection, from, to);
        if (parts.isEmpty()) {
            return;
        }
        Seal next = Seal.make(
                keys.current(),
                last == null ? 1 : last.number() + 1,
                last == null ? "" : last.head(),
                from,
                to,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                parts);
        insert(connection, next);
    }

    private static String parts(Connection connection, long from, long to) throws SQLException {
        StringBuilder parts = new StringBuilder();
        for (SealedTable table : SealedTable.values()) {
            try (Leaves leaves = Leaves.open(connection, table, from, to)) {
                MerkleTree tree = leaves.take(to);
                if (tree.count() > 0) {
                    parts.append(Seal.Part.of(tree).line(table));
                }
            }
        }
        return parts.toString();
    }

    private static void insert(Connection connection, Seal seal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into audit_seal (" + Seal.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setLong(1, seal.number());
            statement.setLong(2, seal.fromXact());
            statement.setLong(3, seal.toXact());
            statement.setObject(4, seal.at().atOffset(ZoneOffset.UTC));
            statement.setString(5, seal.parts());
            statement.setString(6, seal.keyId());
            statement.setBytes(7, seal.mac());
            statement.setBytes(8, seal.signature());
            statement.executeUpdate();
        }
    }

    private static @Nullable Seal last(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select " + Seal.COLUMNS + " from audit_seal order by number desc limit 1")) {
            return row.next() ? Seal.read(row, "") : null;
        }
    }

    private void moveAnchor(Connection connection) throws SQLException {
        Seal last = last(connection);
        if (last == null) {
            return;
        }
        try {
            Optional<Anchor> before = Anchor.read(anchor, keys.all());
            if (before.isEmpty() && last.number() > 1) {
                log.warn(
                        "The audit's anchor {} was missing and begins with seal {}: whether later ones were cut off before"
                                + " now cannot be told from it. A new data folder has none; if this one is not new, compare"
                                + " with the heads in the logs.",
                        anchor,
                        last.number());
            }
            if (before.isEmpty()) {
                log.info("The audit is anchored in {} from seal {} on", anchor, last.number());
            } else if (!leads(connection, before.get(), last)) {
                return;
            } else if (before.get().seal() == last.number()) {
                tellHead(last);
                return;
            }
            AuditKey key = keys.current();
            long begun = before.map(Anchor::begun).orElse(last.number());
            new Anchor(last.number(), last.head(), last.at(), begun).write(anchor, key);
            trouble = "";
            tellHead(last);
        } catch (IOException e) {
            tell("The audit's anchor " + anchor + " cannot be kept: " + e.getMessage());
        } catch (Anchor.NotOurs e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    private boolean leads(Connection connection, Anchor before, Seal last) throws SQLException {
        String found = AuditCheck.headOf(connection, before.seal());
        if (found.equals(before.mac())) {
            return true;
        }
        tell("The audit does not go on from its anchor of " + before.at() + ": seal " + before.seal()
                + (found.isEmpty() ? " is gone, the last one is " + last.number() : " is another one")
                + ". Somebody changed the record behind the hub's back, or an older copy of it was put in place.");
        return false;
    }

    /** A copy of the head in the log, which goes elsewhere where logs are collected. */
    private void tellHead(Seal last) {
        if (System.nanoTime() - toldAt >= TOLD_EVERY_NANOS) {
            toldAt = System.nanoTime();
            log.info("audit seal={} head={} at={}", last.number(), last.head(), last.at());
        }
    }

    private void tell(String what) {
        if (!what.equals(trouble)) {
            log.error("{}", what);
        }
        trouble = what;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
