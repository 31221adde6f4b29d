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
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Who changed, read or was refused what: rows that are only added. A row is written in the commit of the change it tells of,
 * and sealed within seconds ({@link io.lading.tracking.audit.Sealer}). Thread-safe.
 */
public final class Audit {
    private static final int LOCK = 7205;
    private static final int PAGE = 1000;
    /** Controls, separators of lines, and what turns the direction of writing. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+");

    private final DataSource dataSource;
    private final Clock clock;

    public Audit(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @param detail for people; never a secret */
    public record Entry(long number, Instant at, String actor, String action, String subject, String detail) {}

    /**
     * What looking at the numbers gave.
     *
     * @param entries how many there are
     * @param firstUnsound the first that is missing, or not as an earlier version sealed it
     * @param head the last seal of an earlier version; empty after that
     */
    public record Soundness(long entries, Optional<Long> firstUnsound, String head) {}

    /**
     * Adds an entry to a unit of work that the caller commits. It is sealed within seconds.
     *
     * @param detail may hold what somebody typed; an entry is one line, whatever that is
     */
    public static long append(
            UnitOfWork unit, Clock clock, String actor, String action, String subject, String detail) {
        unit.query("select pg_advisory_xact_lock(?)::text", row -> 1, (long) LOCK);
        long last = unit.query("""
                        select greatest((select coalesce(max(number), 0) from audit),
                            (select coalesce(max(last_number), 0) from audit_retention))""", row -> row.getLong(1)).get(0);
        unit.update(
                "insert into audit (number, at, actor, action, subject, detail) values (?, ?, ?, ?, ?, ?)",
                last + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                line(actor),
                action,
                line(subject),
                line(detail));
        return last + 1;
    }

    /** Neither a second line that looks like another entry, nor anything that steers a terminal. */
    private static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
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

    private record Row(Entry entry, byte @Nullable [] seal) {}

    /**
     * Whether numbers run without a gap, and whether entries of versions before the seals are as those sealed them. What
     * proves the rest is {@link io.lading.tracking.audit.AuditCheck}.
     */
    public Soundness verify() {
        byte[] before = new byte[0];
        long count = 0;
        long expected = 0;
        while (true) {
            List<Row> page = page(expected);
            if (page.isEmpty()) {
                return new Soundness(count, Optional.empty(), HexFormat.of().formatHex(before));
            }
            for (Row row : page) {
                long number = row.entry().number();
                // What retention left may begin anywhere; the chain of earlier versions is whole only from its
                // beginning.
                boolean follows = count == 0 || number == expected;
                byte[] seal = row.seal();
                boolean chained = number == 1 || before.length > 0;
                if (!follows || (seal != null && chained && !Arrays.equals(seal, seal(before, row.entry())))) {
                    return new Soundness(
                            count,
                            Optional.of(count == 0 ? number : expected),
                            HexFormat.of().formatHex(before));
                }
                before = seal == null ? new byte[0] : seal;
                expected = number + 1;
                count++;
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
