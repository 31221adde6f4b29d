package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partner files agree about AS2. */
class As2AgreementTest {
    @TempDir
    private Path temporary;

    private PartnerFolder partners;

    @BeforeEach
    void describeOurselves() throws IOException {
        Identity.ACME.writeCertificate(temporary);
        Identity.ACME.writeKey(temporary);
        Identity.GLOBEX.writeCertificate(temporary);
        partners = new PartnerFolder(temporary)
                .with(
                        "us.yaml",
                        PartnerFolder.US + "  - { scheme: as2, id: ACME }\n"
                                + "certificates: [ { file: acme.pem, key: acme.key } ]\n");
    }

    @Test
    void aPartnersAddressForReceiptsNeedsNoPath() {
        partners.with("globex.yaml", """
                partner: globex
                identifiers: [ { scheme: as2, id: GLOBEX } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  orders-in: { door: as2, direction: in, receiptsTo: [ "http://localhost:10081" ] }
                """);

        assertThat(partners.community().connections())
                .extracting(connection -> connection.as2().orElseThrow().receiptsTo())
                .containsExactly(List.of("http://localhost:10081"));
    }

    @Test
    void aWrongMicIsToleratedOnlyWhereItIsAgreed() {
        partners.with("globex.yaml", """
                partner: globex
                identifiers: [ { scheme: as2, id: GLOBEX } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  a: { door: as2, url: "http://globex.example/a", receipt: { tolerate: [ mic ] } }
                  b: { door: as2, as2Name: OTHER, url: "http://globex.example/b", receipt: { signed: true } }
                """);

        assertThat(partners.community().connections())
                .extracting(connection -> connection.id() + " "
                        + connection.as2().orElseThrow().receipt().anyMic())
                .containsExactlyInAnyOrder("globex/a true", "globex/b false");
    }

    @Test
    void ourOwnNeedsTheOneOfOurDoor() {
        partners.with("globex.yaml", """
                partner: globex
                identifiers: [ { scheme: as2, id: GLOBEX } ]
                certificates: [ { file: globex.pem } ]
                connections:
                  orders-out: { door: as2, url: "http://globex.example", receipt: { mode: async, url: "https://us.example" } }
                """);

        assertThat(partners.problems())
                .singleElement()
                .asString()
                .endsWith("The URL has no path; our door is 'https://us.example/as2'.");
    }
}
