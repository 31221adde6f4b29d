package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.cli.process.HubProcess;
import io.lading.tracking.Node;
import io.lading.tracking.Payloads;
import io.lading.tracking.UnitOfWork;
import io.lading.transport.as2.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A message of 500 MB goes from one hub to another over AS2; neither has room for half of it. */
@Tag("long")
class LargeAs2Test {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final long BYTES = 500L << 20;
    private static final String HEAP = "-Xmx256m";
    private static final Duration LONGEST = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    @Test
    void fiveHundredMegabytesGoFromHubToHubWith256MegabytesEach(TestReporter reporter) throws Exception {
        int port = As2Hubs.freePort();
        Path globexPartners =
                partners("globex", Identity.GLOBEX, Identity.ACME, "acme", "{ door: as2, direction: in }");
        Path acmePartners = partners(
                "acme",
                Identity.ACME,
                Identity.GLOBEX,
                "globex",
                "{ door: as2, url: \"http://localhost:" + port + "/as2\", compress: afterSigning }");
        try (HubProcess globex =
                        HubProcess.start(settings("globex", globexPartners).on(port));
                HubProcess acme = HubProcess.start(settings("acme", acmePartners))) {
            DataSource sending = record("acme");
            DataSource receiving = record("globex");
            long began = System.nanoTime();
            Payloads.Kept sent = handOver(sending);
            long kept = System.nanoTime();

            await(
                    acme,
                    globex,
                    sending,
                    "select state from transmission where state in ('SENT', 'GIVEN_UP', 'UNKNOWN')");
            long ended = System.nanoTime();

            assertThat(texts(
                            sending,
                            "select t.state || ', ' || a.answer from transmission t join attempt a"
                                    + " on a.transmission_id = t.id"))
                    .containsExactly("SENT, Receipt: processed, MIC equal.");
            assertThat(texts(
                            receiving,
                            "select size || ' ' || encode(sha256, 'hex') from transmission where direction = 'IN'"))
                    .containsExactly(BYTES + " " + HexFormat.of().formatHex(sent.sha256()));
            assertThat(acme.client().get("health").fine()).isTrue();
            assertThat(globex.client().get("health").fine()).isTrue();
            assertThat(spooled("acme")).isZero();
            assertThat(spooled("globex")).isZero();
            reporter.publishEntry("seconds to hand over", "" + (kept - began) / 1_000_000_000);
            reporter.publishEntry("seconds to send and be receipted", "" + (ended - kept) / 1_000_000_000);
        }
    }

    private Path partners(String name, Identity own, Identity other, String partner, String connection)
            throws IOException {
        Path partners = Files.createDirectories(folder.resolve(name).resolve("partners"));
        own.writeCertificate(partners);
        own.writeKey(partners);
        other.writeCertificate(partners);
        Files.writeString(partners.resolve("us.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: as2, id: %s } ]
                certificates: [ { file: %s.pem, key: %s.key } ]
                """.formatted(name, name, name));
        Files.writeString(partners.resolve(partner + ".yaml"), """
                partner: %s
                identifiers: [ { scheme: as2, id: %s } ]
                certificates: [ { file: %s.pem } ]
                connections:
                  big: %s
                """.formatted(partner, partner, partner, connection));
        return partners;
    }

    private HubProcess.Settings settings(String name, Path partners) {
        return HubProcess.Settings.of(
                        HOME,
                        folder.resolve(name).resolve("data"),
                        partners,
                        Map.of("LADING_DELIVERY_RETRY_FIRST", "14m"))
                .flagged(HEAP);
    }

    private DataSource record(String name) throws IOException {
        Path database = folder.resolve(name).resolve("data").resolve("database");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:"
                + Files.readAllLines(database.resolve("postmaster.pid")).get(3).strip() + "/lading");
        source.setUser("lading");
        source.setPassword(Files.readString(database.resolve("lading.password")).strip());
        return source;
    }

    /** As if a route had made it: a transmission that is ready, and the work of delivering it. */
    private static Payloads.Kept handOver(DataSource record) throws IOException {
        try (Node node = Node.join(record, "large test");
                UnitOfWork unit = UnitOfWork.begin(record)) {
            Payloads.Kept kept = new Payloads(node.ids(), 64 * 1024).keep(unit, new Orders(), "application/edi-x12");
            unit.flush();
            long id = node.ids().next();
            unit.update(
                    """
                    insert into transmission (id, direction, state, lane, partner, connection, door, media_type, transport_id,
                        file_name, size, sha256, wire_payload, clear_payload, created_at)
                    values (?, 'OUT', 'READY', 'BULK', 'globex', 'globex/big', 'as2', 'application/edi-x12', ?, 'big.x12',
                        ?, ?, ?, ?, ?)""",
                    id,
                    "big",
                    kept.size(),
                    kept.sha256(),
                    kept.id(),
                    kept.id(),
                    Clock.systemUTC().instant());
            unit.update("""
                    insert into work (id, hop, lane, flow, subject, bytes, ready_at, origin)
                    values (?, 'DELIVER', 'BULK', 'globex/big', ?, ?, now(), ?)""", node.ids().next(), id, kept.size(), id);
            unit.commit();
            return kept;
        }
    }

    /** Order lines that do not repeat exactly. */
    private static final class Orders extends InputStream {
        private byte[] line = {};
        private int place;
        private long number;
        private long left = BYTES;

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            if (place == line.length) {
                line = ("PO1*" + number++ + "*85*EA*" + number * 7919 % 100_003 + ".00**UP*" + number * 31_337 + "~\n")
                        .getBytes(StandardCharsets.US_ASCII);
                place = 0;
            }
            left--;
            return line[place++];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int read = 0;
            while (read < length && left > 0) {
                target[offset + read++] = (byte) read();
            }
            return read == 0 && length > 0 ? -1 : read;
        }
    }

    private static void await(HubProcess one, HubProcess other, DataSource record, String sql) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (texts(record, sql).isEmpty()) {
            for (HubProcess hub : List.of(one, other)) {
                if (hub.awaitEnd(Duration.ofMillis(1))) {
                    throw new AssertionError("A hub ended with " + hub.exitCode() + ": " + hub.lastWords());
                }
            }
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static List<String> texts(DataSource record, String sql) {
        try (UnitOfWork unit = UnitOfWork.begin(record)) {
            return unit.query(sql, row -> String.valueOf(row.getString(1)));
        }
    }

    private int spooled(String name) throws IOException {
        try (var files =
                Files.list(folder.resolve(name).resolve("data").resolve("spool").resolve("as2"))) {
            return (int) files.count();
        }
    }
}
