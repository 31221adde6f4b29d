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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole audit: each seal against its key and the seal before it, each sealed row against its seal, the end
 * against the anchor, and the state of each transmission, set and delivery against its last sealed change. Reads all of
 * that once; how long that takes goes by the size of the record.
 */
public final class AuditCheck {
    private static final int MOST_PROBLEMS = 20;

    private final DataSource dataSource;
    private final AuditKeys keys;
    private final Path anchor;

    /** @param anchor the file that {@link Sealer} writes */
    public AuditCheck(DataSource dataSource, AuditKeys keys, Path anchor) {
        this.dataSource = dataSource;
        this.keys = keys;
        this.anchor = anchor;
    }

    /**
     * What was found.
     *
     * @param seals how many there are
     * @param rows how many rows they cover
     * @param unsealed rows that were written since the last seal, and are sealed within seconds
     * @param head the code of the last seal; noted elsewhere, it shows that nothing was cut off the end
     * @param problems sentences, the worst first; none if all is as it was sealed
     * @param notes what a reader should know that is no problem
     */
    public record Report(long seals, long rows, long unsealed, String head, List<String> problems, List<String> notes) {
        public boolean isSound() {
            return problems.isEmpty();
        }
    }

    public Report check() {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return new Run(connection).report();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            throw new RecordUnavailable("checking the audit", e);
        }
    }

    /** The code of a seal in hexadecimal; empty if there is no such seal. */
    static String headOf(Connection connection, long number) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select encode(mac, 'hex') from audit_seal where number = ?")) {
            statement.setLong(1, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** One check, in one snapshot of the record. */
    private final class Run {
        private final Connection connection;
        private final List<String> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Map<SealedTable, Leaves> tables = new EnumMap<>(SealedTable.class);
        private final Map<SealedTable, MerkleTree> remaining = new EnumMap<>(SealedTable.class);
        private @Nullable Seal last;
        private @Nullable RetentionEntry retention;
        private long rows;

        Run(Connection connection) {
            this.connection = connection;
        }

        Report report() throws SQLException {
            checkRetention();
            long end = lastTransaction();
            try {
                for (SealedTable table : SealedTable.values()) {
                    tables.put(table, Leaves.open(connection, table, 0, end));
                }
                checkSeals();
            } finally {
                for (Leaves leaves : tables.values()) {
                    leaves.close();
                }
            }
            checkAnchor();
            checkStates();
            Seal lastSeal = last;
            return new Report(
                    lastSeal == null ? 0 : lastSeal.number(),
                    rows,
                    unsealed(end),
                    lastSeal == null ? "" : lastSeal.head(),
                    List.copyOf(problems),
                    List.copyOf(notes));
        }

        private void problem(String what) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(what);
            } else if (problems.size() == MOST_PROBLEMS) {
                problems.add("There is more.");
            }
        }

        private void checkRetention() throws SQLException {
            for (RetentionEntry entry : RetentionEntry.all(connection)) {
                Optional<AuditKey> key = keys.find(entry.keyId());
                if (key.isEmpty() || !entry.isBy(key.get())) {
                    problem("The entry " + entry.number()
                            + " of what retention dropped was not made by this hub's key.");
                } else {
                    retention = entry;
                }
            }
            if (retention != null) {
                notes.add("Retention dropped " + retention.dropped().replace("\n", ", ") + " on " + retention.at()
                        + "; of " + SealedTable.names(SealedTable.DROPPED) + " the check begins after seal "
                        + retention.toSeal() + ".");
            }
        }

        private long lastTransaction() throws SQLException {
            return number("select coalesce(max(to_xact), 0) from audit_seal");
        }

        private void checkSeals() throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(500);
                try (ResultSet found =
                        statement.executeQuery("select " + Seal.COLUMNS + " from audit_seal order by number")) {
                    while (found.next()) {
                        Seal seal = Seal.read(found, last == null ? "" : last.head());
                        checkChain(seal);
                        checkRows(seal);
                        last = seal;
                    }
                }
            }
        }

        private void checkChain(Seal seal) {
            long expected = last == null ? 1 : last.number() + 1;
            if (seal.number() != expected) {
                problem("Seal " + expected + " is missing; the next one there is " + seal.number() + ".");
            }
            long from = last == null ? 0 : last.toXact();
            if (seal.fromXact() != from) {
                problem("Seal " + seal.number() + " does not begin where the one before it ends.");
            }
            Optional<AuditKey> key = keys.find(seal.keyId());
            if (key.isEmpty()) {
                problem("Seal " + seal.number() + " was made by the key " + seal.keyId()
                        + ", which this hub does not know.");
            } else if (!seal.isBy(key.get())) {
                problem("Seal " + seal.number() + " of " + seal.at()
                        + " was not made by the hub's key, was changed, or does not follow the one before it.");
            }
        }

        private void checkRows(Seal seal) throws SQLException {
            Map<String, Seal.Part> sealed = seal.byTable();
            for (SealedTable table : SealedTable.values()) {
                Leaves leaves = leaves(table);
                RetentionEntry dropped = retention;
                if (dropped != null && SealedTable.DROPPED.contains(table) && seal.number() <= dropped.toSeal()) {
                    MerkleTree tree = remaining.computeIfAbsent(table, any -> new MerkleTree());
                    while (leaves.isBefore(seal.toXact())) {
                        tree.add(leaves.next());
                    }
                    if (seal.number() == dropped.toSeal()) {
                        compare(table, "what retention left up to seal " + seal.number(), dropped.byTable(), tree);
                    }
                } else {
                    compare(table, "seal " + seal.number() + " of " + seal.at(), sealed, leaves.take(seal.toXact()));
                }
            }
        }

        private Leaves leaves(SealedTable table) {
            Leaves leaves = tables.get(table);
            if (leaves == null) {
                throw new IllegalStateException("All tables are open: " + table);
            }
            return leaves;
        }

        private void compare(SealedTable table, String where, Map<String, Seal.Part> sealed, MerkleTree found) {
            rows += found.count();
            Seal.Part expected = sealed.get(table.tableName());
            long count = expected == null ? 0 : expected.rows();
            if (found.count() != count) {
                problem("Rows of " + table.tableName() + " in " + where + ": " + count + " were sealed, "
                        + found.count() + " are there.");
            } else if (expected != null && !expected.equals(Seal.Part.of(found))) {
                problem("Rows of " + table.tableName() + " in " + where + " were changed after they were sealed.");
            }
        }

        private void checkAnchor() {
            try {
                Optional<Anchor> known = Anchor.read(anchor, keys.all());
                if (known.isEmpty()) {
                    if (last != null) {
                        problem("The anchor " + anchor
                                + " is missing, so nobody can tell whether the end was cut off.");
                    }
                    return;
                }
                Anchor now = known.get();
                String found = headOf(connection, now.seal());
                if (found.isEmpty()) {
                    problem("The end was cut off: the anchor of " + now.at() + " names seal " + now.seal()
                            + ", but the last one is " + (last == null ? "none" : Long.toString(last.number())) + ".");
                } else if (!found.equals(now.mac())) {
                    problem("Seal " + now.seal() + " is another one than the anchor of " + now.at() + " names.");
                }
                if (now.begun() > 1) {
                    notes.add(
                            "The anchor began with seal " + now.begun() + "; before that it was missing or elsewhere.");
                }
            } catch (IOException | Anchor.NotOurs | SQLException e) {
                problem("The anchor cannot be used: " + e.getMessage());
            }
        }

        private void checkStates() throws SQLException {
            for (String kind : List.of("transmission", "transaction_set", "delivery")) {
                checkStates(kind);
            }
        }

        private void checkStates(String kind) throws SQLException {
            // Of rows of before the seals, and of those whose changes retention dropped, nothing is known but what is
            // left.
            long from = retention == null ? 0 : retention.toXact();
            try (PreparedStatement statement = connection.prepareStatement("""
                    select t.id, t.state, coalesce(c.state, t.first_state) from %1$s t
                    left join (select distinct on (row_id) row_id, state from state_change where kind = '%1$s'
                               order by row_id, number desc) c on c.row_id = t.id
                    where t.state <> 'SENDING' and t.state <> coalesce(c.state, t.first_state)
                      and (c.state is not null or t.xact >= ?)
                    order by t.id limit 5""".formatted(kind))) {
                statement.setLong(1, from);
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        problem("The state of " + kind + " " + found.getLong(1) + " is " + found.getString(2)
                                + ", but its last recorded change was to " + found.getString(3) + ".");
                    }
                }
            }
        }

        private long unsealed(long end) throws SQLException {
            long next = number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
            long unsealed = 0;
            for (SealedTable table : SealedTable.values()) {
                unsealed += number("select count(*) from " + table.tableName() + " where xact >= " + end);
                long ahead = number("select count(*) from " + table.tableName() + " where xact >= " + next);
                if (ahead > 0) {
                    problem(ahead + " rows of " + table.tableName()
                            + " carry numbers of transactions that are yet to come.");
                }
            }
            return unsealed;
        }

        private long number(String query) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
