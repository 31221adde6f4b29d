package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.operations.TestDatabase;
import io.lading.transport.as2.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order and its acknowledgement travel between two hubs over AS2. */
@Tag("long")
class As2HubsTest {
    private static final String SENT =
            "select state || ': ' || coalesce((select answer from attempt a where a.transmission_id = t.id"
                    + " order by ordinal desc limit 1), '') from transmission t where direction = 'OUT' and door = 'as2'"
                    + " and syntax <> 'MDN'";
    private static final String RECEIPTS = "select disposition from receipt";
    private static final String EXPECTATIONS = "select kind || ' ' || state from expectation order by kind";

    @TempDir
    Path folder;

    @Test
    void anOrderGoesOutSignedAndEncryptedAndTheReceiptProvesItsArrival() throws Exception {
        try (As2Hubs hubs = new As2Hubs(folder, "", "")) {
            hubs.order("PO-1", As2Hubs.order("PO-1"));

            As2Hubs.await("the order in Globex's store", () -> hubs.stored().size() == 1);
            As2Hubs.await("Acme's expectation of the 997", () -> texts(hubs.acmeRecord, EXPECTATIONS)
                    .equals(List.of("997 MET")));

            assertThat(hubs.stored().get(0)).contains("PO-1");
            assertThat(texts(hubs.acmeRecord, SENT)).containsExactly("SENT: Receipt: processed, MIC equal.");
            assertThat(texts(hubs.acmeRecord, RECEIPTS)).containsExactly("processed", "processed");
            assertThat(texts(hubs.globexRecord, "select principal from transmission where direction = 'IN'"))
                    .containsExactly("as2:ACME, signed (sha256), encrypted (aes256)");
        }
    }

    @Test
    void aReceiptThatComesLaterMeetsItsExpectation() throws Exception {
        try (As2Hubs hubs = new As2Hubs(
                folder,
                ", compress: beforeSigning, encrypt: aes128-gcm, receipt: { mode: async, url: \"ACME-AS2\" }",
                ", receiptsTo: [ \"ACME-AS2\" ]")) {
            hubs.order("PO-2", As2Hubs.order("PO-2"));

            As2Hubs.await("both expectations", () -> texts(hubs.acmeRecord, EXPECTATIONS)
                    .equals(List.of("997 MET", "MDN MET")));

            assertThat(hubs.stored()).hasSize(1);
            assertThat(texts(hubs.globexRecord, "select door || ' ' || state from transmission where syntax = 'MDN'"))
                    .containsExactly("as2 SENT");
        }
    }

    @Test
    void aReceiptThatIsLostMakesTheOutcomeUnknownAndTheSameMessageGoesAgain() throws Exception {
        int globexPort = As2Hubs.freePort();
        try (LosingProxy proxy = new LosingProxy(globexPort, 2);
                As2Hubs hubs = new As2Hubs(folder, "", "", globexPort, proxy.port())) {
            hubs.order("PO-3", As2Hubs.order("PO-3"));

            As2Hubs.await("the receipt after two that were lost", () -> texts(hubs.acmeRecord, SENT)
                    .equals(List.of("SENT: Receipt: processed, MIC equal.")));

            assertThat(texts(
                            hubs.acmeRecord,
                            "select outcome from attempt a join transmission t on"
                                    + " t.id = a.transmission_id where t.door = 'as2' order by a.ordinal"))
                    .containsExactly("UNKNOWN", "UNKNOWN", "DELIVERED");
            assertThat(proxy.requests()).hasSize(3);
            assertThat(proxy.requests().stream().distinct())
                    .as("the same bytes each time")
                    .hasSize(1);
            As2Hubs.await("the order in Globex's store", () -> hubs.stored().size() == 1);
            assertThat(texts(hubs.globexRecord, "select state from transmission where direction = 'IN'"))
                    .as("taken in once")
                    .hasSize(1);
        }
    }

    @Test
    void aPartnerBehindTlsIsShownCertificateAndPassword() throws Exception {
        Identity front = Identity.make("localhost");
        Path partners = Files.createDirectories(folder.resolve("acme").resolve("partners"));
        front.writeCertificate(partners);
        Path data = Files.createDirectories(folder.resolve("acme").resolve("data"));
        Path secrets = Files.createDirectories(data.resolve("secrets"));
        Identity.ACME.writeKey(secrets);
        Files.writeString(secrets.resolve("as2-password"), "correct horse");
        int globexPort = As2Hubs.freePort();
        try (TlsFront proxy = new TlsFront(globexPort, front, Identity.ACME);
                As2Hubs hubs = new As2Hubs(
                        folder,
                        ", trust: localhost.pem, certificate: acme.pem, key: \"file:secrets/acme.key\", user: acme,"
                                + " password: \"file:secrets/as2-password\"",
                        "",
                        globexPort,
                        proxy.port())) {
            hubs.order("PO-4", As2Hubs.order("PO-4"));

            As2Hubs.await("the receipt", () -> texts(hubs.acmeRecord, SENT)
                    .equals(List.of("SENT: Receipt: processed, MIC equal.")));

            assertThat(proxy.callers()).containsOnly("CN=acme Basic YWNtZTpjb3JyZWN0IGhvcnNl");
        }
    }

    private static List<String> texts(TestDatabase record, String sql) {
        return As2Hubs.texts(record, sql);
    }
}
