package io.lading.tracking;

import io.lading.partner.PartnerChange;
import io.lading.partner.PartnerFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Partner files as they were applied, version by version: kept whole, never changed, each sealed with the one before it.
 * Thread-safe.
 */
public final class Configurations {
    private static final int LOCK = 7204;
    private static final int TOLD = 10;

    private final DataSource dataSource;
    private final Clock clock;

    public Configurations(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * One applied version.
     *
     * @param hash of its files, {@link PartnerFiles#hash()}
     * @param actor who applied it
     * @param note why, in the actor's words
     * @param changes what was different from the version before, a line each
     */
    public record Version(long version, String hash, String actor, String note, Instant at, List<String> changes) {}

    /** Somebody else applied another version meanwhile. */
    public static final class Outdated extends Exception {
        private static final long serialVersionUID = 1;

        Outdated(long expected, long latest) {
            super("Version " + latest + " was applied meanwhile; this was made for version " + expected + ".");
        }
    }

    /** The number of the version in force; 0 before the first. */
    public long latest() {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return latest(unit);
        }
    }

    private static long latest(UnitOfWork unit) {
        return unit.query("select coalesce(max(version), 0) from configuration", row -> row.getLong(1))
                .get(0);
    }

    /** The files of a version; empty if there is no such version. */
    public Optional<PartnerFiles> files(long version) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            if (unit.query("select 1 from configuration where version = ?", row -> 1, version)
                    .isEmpty()) {
                return Optional.empty();
            }
            Map<String, byte[]> files = new TreeMap<>();
            unit.query("""
                select f.path, c.content from configuration_file f join configuration_content c using (sha256)
                where f.version = ?\
                """, row -> files.put(row.getString(1), row.getBytes(2)), version);
            return Optional.of(PartnerFiles.of(files));
        }
    }

    /** What was applied, the newest first. */
    public List<Version> history(int limit) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                    "select * from configuration order by version desc limit ?", Configurations::version, limit);
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        List<String> changes = new ArrayList<>();
        JsonMapper.shared().readTree(row.getString("changes")).forEach(line -> changes.add(line.asString()));
        Instant at = UnitOfWork.instant(row, "at");
        return new Version(
                row.getLong("version"),
                row.getString("hash"),
                row.getString("actor"),
                row.getString("note"),
                at == null ? Instant.EPOCH : at,
                List.copyOf(changes));
    }

    /**
     * Adds a version in one commit.
     *
     * @param expected the version that the changes were worked out against
     * @return its number
     */
    public long apply(PartnerFiles files, long expected, List<PartnerChange> changes, String actor, String note)
            throws Outdated {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.query("select pg_advisory_xact_lock(?)::text", row -> 1, (long) LOCK);
            long latest = latest(unit);
            if (latest != expected) {
                throw new Outdated(expected, latest);
            }
            // The database keeps microseconds, and the seal must be found again from what it keeps.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<String> lines = changes.stream().map(PartnerChange::line).toList();
            Version version = new Version(latest + 1, files.hash(), actor, note, now, lines);
            byte[] seal = seal(sealOf(unit, latest), version);
            unit.update(
                    "insert into configuration (version, hash, actor, note, at, changes, seal) values (?, ?, ?, ?, ?,"
                            + " ?::jsonb, ?)",
                    version.version(),
                    version.hash(),
                    actor,
                    note,
                    now,
                    JsonMapper.shared().writeValueAsString(lines),
                    seal);
            keep(unit, version.version(), files);
            Audit.append(unit, clock, actor, "partners.applied", "version " + version.version(), described(version));
            unit.commit();
            return version.version();
        }
    }

    /** The whole of it stands in the history; here so much that somebody sees what it was about. */
    private static String described(Version version) {
        List<String> lines = version.changes();
        String more = lines.size() > TOLD ? "; and " + (lines.size() - TOLD) + " more changes" : "";
        String note = version.note().isEmpty() ? "" : " (" + version.note() + ")";
        return String.join("; ", lines.subList(0, Math.min(TOLD, lines.size()))) + more + note + "; files "
                + version.hash();
    }

    private static void keep(UnitOfWork unit, long version, PartnerFiles files) {
        for (String path : files.paths()) {
            byte[] content = files.content(path);
            byte[] sha256 = sha256().digest(content);
            unit.update(
                    "insert into configuration_content (sha256, content) values (?, ?) on conflict do nothing",
                    sha256,
                    content);
            unit.update(
                    "insert into configuration_file (version, path, sha256) values (?, ?, ?)", version, path, sha256);
        }
    }

    private static byte[] sealOf(UnitOfWork unit, long version) {
        return unit.query("select seal from configuration where version = ?", row -> row.getBytes(1), version).stream()
                .findFirst()
                .orElse(new byte[0]);
    }

    /** The first version whose row, files or place in the chain are not as they were sealed; empty if all are sound. */
    public Optional<Long> firstUnsound() {
        byte[] before = new byte[0];
        List<Version> versions = new ArrayList<>(history(Integer.MAX_VALUE));
        Collections.reverse(versions);
        long expected = 1;
        for (Version version : versions) {
            byte[] sealed;
            try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                sealed = sealOf(unit, version.version());
            }
            boolean sound = version.version() == expected
                    && Arrays.equals(sealed, seal(before, version))
                    && files(version.version())
                            .map(PartnerFiles::hash)
                            .filter(version.hash()::equals)
                            .isPresent();
            if (!sound) {
                return Optional.of(version.version());
            }
            before = sealed;
            expected++;
        }
        return Optional.empty();
    }

    private static byte[] seal(byte[] before, Version version) {
        MessageDigest digest = sha256();
        digest.update(before);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(version.version()).array());
        List<String> parts = new ArrayList<>(List.of(
                version.hash(), version.actor(), version.note(), version.at().toString()));
        parts.addAll(version.changes());
        for (String part : parts) {
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
