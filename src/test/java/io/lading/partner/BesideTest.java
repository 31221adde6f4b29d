package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.OwnCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partner files whose private keys are links, as in the copies that the hub keeps of applied ones. */
class BesideTest {
    private static final String US = """
            partner: us
            own: true
            identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]
            certificates: [ { file: us.pem, key: us.key } ]
            """;

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void linkTheKey() throws IOException {
        OwnCertificate own = OwnCertificate.make(
                "us", 2048, Instant.now().minusSeconds(60), Duration.ofDays(90), new SecureRandom());
        copy = Files.createDirectories(folder.resolve("copy"));
        Path key = Files.writeString(folder.resolve("us.key"), own.keyPem().reveal());
        Files.writeString(copy.resolve("us.pem"), own.certificatePem());
        Files.createSymbolicLink(copy.resolve("us.key"), key);
        Files.createSymbolicLink(
                copy.resolve("vendor.key"), Files.writeString(folder.resolve("vendor.key"), "of-the-vendor-alone"));
    }

    @Test
    void aCertificatesKeyIsReadThroughItsLink() {
        assertThat(new PartnerFolder(copy).with("us.yaml", US).problems()).isEmpty();
    }

    @Test
    void aKeyIsNoTableAndNothingOfItIsShown() {
        List<String> problems = new PartnerFolder(copy)
                .with("us.yaml", US)
                .with("globex.yaml", """
                        partner: globex
                        lookups: { unit-of-measure: { file: vendor.key } }
                        """)
                .problems();

        assertThat(problems).anySatisfy(problem -> assertThat(problem)
                .contains("globex.yaml:2", "The file 'vendor.key' may not be named here"));
        assertThat(problems).noneSatisfy(problem -> assertThat(problem).contains("of-the-vendor-alone"));
    }

    @Test
    void aKeyIsNoGuide() {
        List<String> problems = new PartnerFolder(copy)
                .with("us.yaml", US)
                .with("globex.yaml", """
                        partner: globex
                        identifiers: [ { scheme: x12, qualifier: ZZ, id: GLOBEX } ]
                        connections: { out: { door: folder, direction: out, path: globex } }
                        agreements: [ { sends: Order, as: x12/004010/850, through: out, guide: vendor.key } ]
                        """)
                .problems();

        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem).contains("The file 'vendor.key' may not be named here"));
    }
}
