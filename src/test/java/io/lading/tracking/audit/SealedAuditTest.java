package io.lading.tracking.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.operations.TestDatabase;
import io.lading.security.MasterKey;
import io.lading.tracking.Audit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who may do everything in the database, but has not the key, changes the record; the check finds it. */
@Tag("long")
class SealedAuditTest {
    private static final MasterKey MASTER = master("1");
    private static final MasterKey OTHER = master("2");

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.fresh();
    private final Audit audit = new Audit(database.dataSource(), Clock.systemUTC());
    private AuditKeys keys;
    private Sealer sealer;

    @BeforeEach
    void threeSeals() throws SQLException {
        keys = AuditKeys.open(database.runtime(), MASTER, List.of());
        sealer = sealer(keys, anchor());
        for (int i = 1; i <= 3; i++) {
            audit.record("administrator", "secret.set", "s" + i, "");
            transmission(i);
            run("update transmission set state = 'PROCESSED' where id = " + i);
            sealer.seal();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatNobodyTouchedIsSound() {
        AuditCheck.Report report = report();

        assertThat(report.problems()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.seals()).isEqualTo(3);
        // An entry, a transmission, its receipt, an event and a change of state each.
        assertThat(report.rows()).isEqualTo(15);
        assertThat(report.unsealed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'somebody else' where number = 2",
                "delete from audit where number = 2",
                "update transmission set partner = 'umbrella' where id = 1",
                "update transmission set remote = '10.9.9.9' where id = 1",
                "update transmission set principal = 'x' where id = 1",
                "update transmission set state = 'QUARANTINED' where id = 2",
                "update transmission set first_state = 'PROCESSED' where id = 2",
                "delete from transmission where id = 2",
                "update receipt set disposition = 'failed' where transmission_id = 1",
                "update receipt set body = 'x' where transmission_id = 3",
                "delete from event",
                "update event set detail = 'x' where transmission_id = 1",
                "update state_change set state = 'QUARANTINED' where row_id = 2",
                "delete from state_change where row_id = 3",
                "update audit_seal set parts = '' where number = 2",
                "update audit_seal set at = now() where number = 1",
                "delete from audit_seal where number = 2",
                // The tail, with and without its seal.
                "delete from audit where number = 3",
                "delete from audit_seal where number = 3",
                "truncate audit",
                "truncate audit_seal",
                "update audit set xact = 0 where number = 3",
                "insert into audit (number, at, actor, action, subject, detail, xact) values (4, now(), 'x', 'x', 'x', '', 3)",
                "insert into audit (number, at, actor, action, subject, detail, xact)"
                        + " values (4, now(), 'x', 'x', 'x', '', 9000000000)",
            })
    void whateverIsChangedBehindTheHubsBackIsFound(String sql) throws SQLException {
        asAttacker(sql);

        assertThat(report().isSound()).as(sql).isFalse();
    }

    @Test
    void aTailThatIsCutOffWithItsSealsIsFoundByTheAnchor() throws SQLException {
        asAttacker(
                "delete from audit_seal where number = 3",
                "delete from audit where number = 3",
                "delete from transmission where id = 3",
                "delete from receipt where transmission_id = 3",
                "delete from event where transmission_id = 3",
                "delete from state_change where row_id = 3");

        assertThat(report().problems())
                .singleElement()
                .asString()
                .startsWith("The end was cut off: the anchor of ")
                .endsWith("names seal 3, but the last one is 2.");
        sealer.seal();
        assertThat(sealer.trouble()).contains("does not go on from its anchor", "seal 3 is gone");
        assertThat(report().isSound()).as("the anchor stays where it was").isFalse();
    }

    @Test
    void anEmptiedRecordIsFoundByTheAnchor() throws SQLException {
        asAttacker("truncate audit, audit_seal, transmission, receipt, event, state_change");

        assertThat(report().problems())
                .singleElement()
                .asString()
                .contains("The end was cut off", "the last one is none");
    }

    /** The inspection's attack: entries removed, the rest sealed anew by somebody who knows how but has another key. */
    @Test
    void entriesThatAreRemovedAndSealedAnewAreFound() throws SQLException {
        asAttacker(
                "delete from audit where number > 1",
                "delete from audit_seal where number > 1",
                "delete from transmission where id > 1",
                "delete from receipt where transmission_id > 1",
                "delete from event where transmission_id > 1",
                "delete from state_change where row_id > 1");
        AuditKeys theirs = AuditKeys.open(database.dataSource(), OTHER, List.of());
        asAttacker(
                "insert into audit (number, at, actor, action, subject, detail) values (2, now(), 'x', 'x', 'x', '')");
        sealer(theirs, folder.resolve("elsewhere")).seal();
        asAttacker(
                "insert into audit (number, at, actor, action, subject, detail) values (3, now(), 'x', 'x', 'x', '')");
        sealer(theirs, folder.resolve("elsewhere")).seal();

        assertThat(report().problems())
                .anyMatch(problem -> problem.contains("which this hub does not know"))
                .anyMatch(problem -> problem.contains("is another one than the anchor"));
    }

    @Test
    void aMissingOrForeignAnchorIsTold() throws Exception {
        Files.copy(anchor(), folder.resolve("kept"));
        Files.delete(anchor());
        assertThat(report().problems()).singleElement().asString().contains("anchor", "is missing");

        Files.copy(folder.resolve("kept"), anchor());
        Files.writeString(anchor(), Files.readString(anchor()).replaceFirst("\n3\n", "\n2\n"));
        assertThat(report().problems()).singleElement().asString().contains("was not written by this hub's key");

        Files.delete(anchor());
        sealer.seal();
        assertThat(report().problems()).isEmpty();
        assertThat(report().notes()).singleElement().asString().contains("The anchor began with seal 3");
    }

    /** A transaction may commit long after a later one was sealed: its rows go into the seal after. */
    @Test
    void whatIsCommittedLateIsSealedLaterAndNeverLeftOut() throws SQLException {
        try (Connection late = database.dataSource().getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into event (id, kind, actor, detail, at)"
                    + " values (lading_first_id(now()) + 7, 'late', 'x', '', now())");
            audit.record("administrator", "secret.set", "meanwhile", "");
            sealer.seal();
            assertThat(report().isSound()).isTrue();
            assertThat(report().unsealed())
                    .as("waits for the one that still runs")
                    .isEqualTo(1);
            late.commit();
            late.setAutoCommit(true);
        }
        sealer.seal();
        assertThat(report().problems()).isEmpty();
        assertThat(report().unsealed()).isZero();
        assertThat(report().rows()).isEqualTo(17);
    }

    @Test
    void anOutsiderWithThePublicKeyAloneChecksAnExtract() {
        AuditExtract extract = new AuditExtract(database.runtime(), keys);
        List<Map<String, Object>> rows = extract.transmission(2);
        String publicKey = extract.publicKey();

        assertThat(rows)
                .extracting(row -> row.get("table"))
                .containsExactly("transmission", "receipt", "event", "state_change");
        for (Map<String, Object> row : rows) {
            JsonNode json = JsonMapper.shared().valueToTree(row);
            assertThat(AuditExtract.problem(json, publicKey)).isEmpty();
            assertThat(AuditExtract.problem(
                            json,
                            HexFormat.of()
                                    .formatHex(AuditKeys.open(database.runtime(), OTHER, List.of())
                                            .current()
                                            .publicKey())))
                    .contains("was not signed by the key");
            JsonNode forged = JsonMapper.shared().valueToTree(changed(row, "row", "globex", "umbrella", "2", "9"));
            assertThat(AuditExtract.problem(forged, publicKey)).contains("not among those that its seal names");
            JsonNode resealed =
                    JsonMapper.shared().valueToTree(changed(row, "seal", "lading seal 1\n2", "lading seal 1\n7"));
            assertThat(AuditExtract.problem(resealed, publicKey)).contains("was not signed by the key");
        }
        assertThat(extract.entries(1, 2)).hasSize(2).allSatisfy(row -> assertThat(
                        AuditExtract.problem(JsonMapper.shared().valueToTree(row), publicKey))
                .isEmpty());
    }

    private static Map<String, Object> changed(Map<String, Object> row, String part, String... pairs) {
        Map<String, Object> other = new java.util.LinkedHashMap<>(row);
        String text = String.valueOf(row.get(part));
        for (int i = 0; i < pairs.length; i += 2) {
            text = text.replace(pairs[i], pairs[i + 1]);
        }
        other.put(part, text);
        return other;
    }

    @Test
    void sealsOfAnEarlierMasterKeyStayGoodAfterItIsGone() {
        AuditKeys both = AuditKeys.open(database.runtime(), OTHER, List.of(MASTER));
        audit.record("administrator", "secret.rotated", "x", "");
        sealer(both, anchor()).seal();

        AuditKeys later = AuditKeys.open(database.runtime(), OTHER, List.of());
        assertThat(new AuditCheck(database.runtime(), later, anchor()).check().problems())
                .isEmpty();
    }

    @Test
    void retentionDropsWholeSealedMonthsAndTheCheckBeginsThere() throws SQLException {
        Instant now = Instant.parse("2024-05-20T10:00:00Z");
        run("select lading_ensure_audit_partitions('2024-02-01', '2024-03-01')");
        run("select lading_ensure_partitions('2024-02-01', '2024-03-01')");
        Audit february =
                new Audit(database.dataSource(), Clock.fixed(Instant.parse("2024-02-10T00:00:00Z"), ZoneOffset.UTC));
        february.record("administrator", "secret.set", "old", "");
        event("2024-02-10", 1);
        sealer.seal();
        // A seal over the month's end: its rows of March stay, and stay proven.
        february.record("administrator", "secret.set", "old too", "");
        event("2024-03-10", 2);
        sealer.seal();
        audit.record("administrator", "secret.set", "new", "");
        sealer.seal();
        assertThat(report().problems()).isEmpty();

        List<String> dropped = retention(now).drop(Instant.parse("2024-03-01T00:00:00Z"));

        assertThat(dropped).contains("audit_202402", "event_202402").doesNotContain("event_202403");
        assertThat(report().problems()).isEmpty();
        assertThat(report().notes()).singleElement().asString().contains("audit_202402 with 2 rows, 4 to 5");
        assertThat(audit.latest(1).get(0).action()).isEqualTo("audit.dropped");
        assertThat(audit.latest(1).get(0).number()).as("numbers go on").isEqualTo(7);
        sealer.seal();
        assertThat(report().problems()).isEmpty();

        asAttacker("update event set detail = 'x' where id = lading_first_id('2024-03-10') + 2");
        assertThat(report().problems()).singleElement().asString().contains("event", "what retention left");
        asAttacker("update event set detail = '' where id = lading_first_id('2024-03-10') + 2");
        asAttacker("update audit_retention set dropped = 'all' ");
        assertThat(report().problems()).anyMatch(problem -> problem.contains("was not made by this hub's key"));
    }

    @Test
    void retentionDropsNothingOfAnAuditThatIsNotSoundOrNotSealed() throws SQLException {
        run("select lading_ensure_audit_partitions('2024-02-01', '2024-02-01')");
        new Audit(database.dataSource(), Clock.fixed(Instant.parse("2024-02-10T00:00:00Z"), ZoneOffset.UTC))
                .record("administrator", "secret.set", "old", "");
        Retention retention = retention(Instant.parse("2024-05-20T10:00:00Z"));
        assertThat(retention.drop(Instant.parse("2024-03-01T00:00:00Z")))
                .as("not sealed")
                .isEmpty();
        sealer.seal();
        asAttacker("update audit set actor = 'x' where number = 1");
        assertThat(retention.drop(Instant.parse("2024-03-01T00:00:00Z")))
                .as("not sound")
                .isEmpty();
    }

    @Test
    void theRunTimeRoleWritesNoChangeOfStateButByChangingIt() throws SQLException {
        try (Connection connection = database.runtime().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "insert into state_change (kind, row_id, state) values ('transmission', 1, 'REPEATED')"))
                    .hasMessageContaining("permission denied");
            statement.execute("update transmission set state = 'QUARANTINED' where id = 1");
        }
        sealer.seal();
        assertThat(report().problems()).isEmpty();
        assertThat(text("select state from state_change where row_id = 1 order by number desc limit 1"))
                .isEqualTo("QUARANTINED");
    }

    private Retention retention(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Retention(
                database.dataSource(), keys, check(), new Audit(database.dataSource(), Clock.systemUTC()), 3, clock);
    }

    private AuditCheck check() {
        return new AuditCheck(database.runtime(), keys, anchor());
    }

    private AuditCheck.Report report() {
        return check().check();
    }

    private Path anchor() {
        return folder.resolve(Sealer.ANCHOR);
    }

    private Sealer sealer(AuditKeys with, Path anchor) {
        return new Sealer(database.runtime(), with, anchor, Clock.systemUTC());
    }

    private static MasterKey master(String digit) {
        return MasterKey.parse(digit.repeat(64)).orElseThrow();
    }

    private void transmission(long id) throws SQLException {
        run("insert into transmission (id, direction, state, lane, partner, connection, door, media_type, size, sha256,"
                + " wire_payload, clear_payload, created_at) values (" + id
                + ", 'IN', 'RECEIVED', 'INTERACTIVE', 'globex',"
                + " 'globex/orders', 'http', 'x', 1, '\\x00', 1, 1, now())");
        run("insert into receipt (transmission_id, disposition, headers, body, created_at) values (" + id
                + ", 'processed', '', '\\x01', now())");
        run("insert into event (id, kind, actor, transmission_id, detail, at) values (lading_first_id(now()) + " + id
                + ", 'again', 'x', " + id + ", '', now())");
    }

    private void event(String day, long more) throws SQLException {
        run("insert into event (id, kind, actor, detail, at) values (lading_first_id('" + day + "') + " + more
                + ", 'again', 'x', '', '" + day + "')");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a superuser, past every trigger. */
    private void asAttacker(String... statements) throws SQLException {
        List<String> all = new ArrayList<>(List.of("begin", "set local session_replication_role = replica"));
        all.addAll(List.of(statements));
        all.add("commit");
        run(String.join("; ", all));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
