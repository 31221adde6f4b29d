package io.lading.tracking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who changed what of the configuration: rows that are only added, each sealed with the one before it. A row is written in
 * the commit of the change it tells of. Thread-safe.
 */
public final class Audit {
    private static final int LOCK = 7205;
    private static final int PAGE = 1000;

    private final DataSource dataSource;
    private final Clock clock;

    public Audit(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @param detail for people; never a secret */
    public record Entry(long number, Instant at, String actor, String action, String subject, String detail) {}

    /**
     * What checking the chain gave.
     *
     * @param entries how many there are
     * @param firstUnsound the first that is not as it was sealed, or whose predecessor is gone
     * @param head the last seal; noted elsewhere, it shows that nothing was cut off the end
     */
    public record Soundness(long entries, Optional<Long> firstUnsound, String head) {}

    /** Adds an entry to a unit of work that the caller commits. */
    static long append(UnitOfWork unit, Clock clock, String actor, String action, String subject, String detail) {
        unit.query("select pg_advisory_xact_lock(?)::text", row -> 1, (long) LOCK);
        long last = unit.query("select coalesce(max(number), 0) from audit", row -> row.getLong(1))
                .get(0);
        byte[] before = unit.query("select seal from audit where number = ?", row -> row.getBytes(1), last).stream()
                .findFirst()
                .orElse(new byte[0]);
        // The database keeps microseconds, and the seal must be found again from what it keeps.
        Entry entry =
                new Entry(last + 1, clock.instant().truncatedTo(ChronoUnit.MICROS), actor, action, subject, detail);
        unit.update(
                "insert into audit (number, at, actor, action, subject, detail, seal) values (?, ?, ?, ?, ?, ?, ?)",
                entry.number(),
                entry.at(),
                actor,
                action,
                subject,
                detail,
                seal(before, entry));
        return entry.number();
    }

    /** Adds an entry in a commit of its own. */
    public void record(String actor, String action, String subject, String detail) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            append(unit, clock, actor, action, subject, detail);
            unit.commit();
        }
    }

    /** The newest first. */
    public List<Entry> latest(int limit) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query("select * from audit order by number desc limit ?", Audit::entry, limit);
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Instant at = UnitOfWork.instant(row, "at");
        return new Entry(
                row.getLong("number"),
                at == null ? Instant.EPOCH : at,
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }

    private record Row(Entry entry, byte[] seal) {}

    /** Goes through the whole chain. */
    public Soundness verify() {
        byte[] before = new byte[0];
        long expected = 1;
        while (true) {
            List<Row> page = page(expected);
            if (page.isEmpty()) {
                return new Soundness(
                        expected - 1, Optional.empty(), HexFormat.of().formatHex(before));
            }
            for (Row row : page) {
                boolean sound =
                        row.entry().number() == expected && Arrays.equals(row.seal(), seal(before, row.entry()));
                if (!sound) {
                    return new Soundness(
                            expected, Optional.of(expected), HexFormat.of().formatHex(before));
                }
                before = row.seal();
                expected++;
            }
        }
    }

    private List<Row> page(long from) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                    "select * from audit where number >= ? order by number limit ?",
                    row -> new Row(entry(row), row.getBytes("seal")),
                    from,
                    PAGE);
        }
    }

    private static byte[] seal(byte[] before, Entry entry) {
        MessageDigest digest = sha256();
        digest.update(before);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.number()).array());
        for (String part :
                List.of(entry.at().toString(), entry.actor(), entry.action(), entry.subject(), entry.detail())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
