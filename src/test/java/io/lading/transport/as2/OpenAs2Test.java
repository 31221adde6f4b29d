package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.endtoend.As2Hubs;
import io.lading.operations.Hub;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.security.BearerToken;
import io.lading.security.Secret;
import io.lading.security.TokenHash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub sends to OpenAS2: signed, encrypted, compressed before or after signing, with receipts at once and later. */
@Tag("long")
class OpenAs2Test {
    /** OpenAS2's names here: what is sent to it is protected and receipted in as many ways. */
    private static final List<String> NAMES = List.of("SYNC", "ASYNC", "SYNCZ", "ASYNCZ");

    @TempDir
    static Path folder;

    private static final TestDatabase RECORD = TestDatabase.fresh();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static OpenAs2Process openAs2;
    private static Hub hub;
    private static String token = "";

    @BeforeAll
    static void start() throws Exception {
        int port = As2Hubs.freePort();
        URI door = URI.create("http://127.0.0.1:" + port + "/as2");
        openAs2 = new OpenAs2Process(
                        Files.createDirectories(folder.resolve("openas2")), As2Hubs.freePort(), As2Hubs.freePort())
                .partner("SYNC")
                .partner("ASYNC")
                .partner("SYNCZ")
                .partner("ASYNCZ")
                .start();
        hub = Hub.start(
                TestSettings.in(
                        folder.resolve("data"),
                        RECORD.environment(),
                        "http.port=" + port,
                        "folders.partners=" + partners(door),
                        "delivery.allowTargets=loopback"),
                io.lading.api.ApiConfiguration.class);
        As2Hubs.await("OpenAS2 to be there", openAs2::isStarted);
    }

    @AfterAll
    static void stop() throws Exception {
        openAs2.close();
        hub.close();
        RECORD.close();
    }

    private static Path partners(URI door) throws Exception {
        Path partners = Files.createDirectories(folder.resolve("partners"));
        Identity.ACME.writeCertificate(partners);
        Identity.ACME.writeKey(partners);
        Identity.GLOBEX.writeCertificate(partners);
        Secret secret = BearerToken.generate(new SecureRandom());
        token = secret.reveal();
        Files.writeString(partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME }, { scheme: as2, id: ACME } ]
                certificates: [ { file: acme.pem, key: acme.key } ]
                """);
        Files.writeString(partners.resolve("erp.yaml"), """
                partner: erp
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  in: { door: http, token: "%s" }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: in, acknowledge: { functional: none }, deliver: [ sync, async, syncz, asyncz ] }
                """.formatted(TokenHash.of(token)));
        partner(partners, door, "SYNC", "sign: sha256, encrypt: aes256");
        partner(partners, door, "ASYNC", "sign: sha256, encrypt: aes128");
        partner(partners, door, "SYNCZ", "sign: sha512, encrypt: aes192, compress: beforeSigning");
        partner(partners, door, "ASYNCZ", "sign: sha256, encrypt: aes256, compress: afterSigning");
        return partners;
    }

    private static void partner(Path partners, URI door, String name, String protection) throws Exception {
        String receipt = name.startsWith("ASYNC") ? "mode: async, url: \"" + door + "\"" : "mode: sync";
        Files.writeString(partners.resolve(name.toLowerCase(java.util.Locale.ROOT) + ".yaml"), """
                partner: %1$s
                identifiers: [ { scheme: x12, qualifier: ZZ, id: %2$s }, { scheme: as2, id: %2$s } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  out: { door: as2, url: "%3$s", %4$s, receipt: { %5$s } }
                  in: { door: as2, direction: in }
                agreements:
                  - { sends: Order, as: x12/004010/850, through: out }
                """.formatted(
                        name.toLowerCase(java.util.Locale.ROOT), name, openAs2.door(), protection, receipt));
    }

    @Test
    void whatWeSendArrivesAndEachReceiptProvesIt() throws Exception {
        int status = CLIENT.send(
                        HttpRequest.newBuilder(hub.address().resolve("/api/v1/interchanges"))
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.ofString(As2Hubs.order("PO-TO-OPENAS2")))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(202);

        As2Hubs.await("four receipts", () -> receipts().size() == NAMES.size());

        assertThat(receipts()).containsOnly("SENT processed");
        for (String name : NAMES) {
            assertThat(openAs2.taken(name)).as(name).singleElement().asString().contains("BEG*00*SA*PO-TO-OPENAS2*");
        }
    }

    private static List<String> receipts() {
        return As2Hubs.texts(
                RECORD,
                "select t.state || ' ' || r.disposition from transmission t join receipt r on r.transmission_id = t.id"
                        + " where t.direction = 'OUT' and t.door = 'as2'");
    }
}
