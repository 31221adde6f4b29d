package io.lading.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerFilesTest {
    private static final String GLOBEX = """
            partner: globex
            name: Globex
            identifiers:
              - { scheme: x12, qualifier: ZZ, id: BUYER01 }
            connections:
              orders-in:
                door: folder
                path: globex
                files: "*.edi"
            agreements:
              - receives: Order
                as: x12/004010/850
                through: orders-in
            """;

    @TempDir
    private Path folder;

    @Test
    void givesBackByteForByteWhatItRead() throws IOException {
        Files.createDirectories(folder.resolve("in/certificates"));
        Files.writeString(folder.resolve("in/globex.yaml"), GLOBEX);
        Files.write(folder.resolve("in/certificates/globex.cer"), new byte[] {0x30, (byte) 0x82, 0, 1});
        Files.writeString(folder.resolve("in/.swp"), "an editor's");

        PartnerFiles files = PartnerFiles.read(folder.resolve("in"));
        files.write(folder.resolve("out"));

        assertThat(files.paths()).containsExactly("certificates/globex.cer", "globex.yaml");
        assertThat(PartnerFiles.read(folder.resolve("out")).hash()).isEqualTo(files.hash());
        assertThat(Files.readString(folder.resolve("out/globex.yaml"))).isEqualTo(GLOBEX);
    }

    @Test
    void leavesPrivateKeysWhereTheyAre() throws IOException {
        Files.writeString(folder.resolve("own.pem"), "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n");
        Files.write(folder.resolve("own.p12"), new byte[] {1});

        assertThat(PartnerFiles.read(folder).paths()).isEmpty();
        assertThat(PartnerFiles.keys(folder)).containsExactlyInAnyOrder("own.pem", "own.p12");
        assertThatThrownBy(() -> PartnerFiles.of(Map.of("own.p12", new byte[] {1})))
                .isInstanceOf(PartnerFiles.NotTaken.class)
                .hasMessageContaining("holds a private key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../globex.yaml", "/etc/passwd", "a/../../b", ".hidden", "a\\b.yaml", "a//b", "", "a\u0000b"})
    void takesNoPathThatLeadsElsewhere(String path) {
        assertThatThrownBy(() -> PartnerFiles.of(Map.of(path, new byte[0]))).isInstanceOf(PartnerFiles.NotTaken.class);
    }

    @Test
    void comparesByMeaningNotByLayout() {
        assertThat(PartnerChanges.between(files("globex.yaml", GLOBEX), files("globex.yaml", "# a remark\n" + GLOBEX)))
                .isEmpty();
    }

    @Test
    void saysEachChangeInOneLineWithItsKeys() {
        String changed = GLOBEX.replace("\"*.edi\"", "\"*.x12\"")
                .replace("    through: orders-in\n", "    through: orders-in\n    tolerant: true\n")
                .replace("BUYER01", "BUYER02");

        assertThat(PartnerChanges.between(files("globex.yaml", GLOBEX), files("globex.yaml", changed)))
                .extracting(PartnerChange::line)
                .containsExactly(
                        "- globex  identifiers.BUYER01: {scheme: x12, qualifier: ZZ, id: BUYER01}",
                        "+ globex  identifiers.BUYER02: {scheme: x12, qualifier: ZZ, id: BUYER02}",
                        "~ globex  connections.orders-in.files: *.edi → *.x12",
                        "+ globex  agreements.receives-order.tolerant: true");
    }

    @Test
    void namesPartnersAndOtherFilesThatComeAndGo() {
        assertThat(PartnerChanges.between(files("old.cer", "x"), files("globex.yaml", "partner: globex\n")))
                .extracting(PartnerChange::line)
                .containsExactly("+ globex: {partner: globex}", "- old.cer");
    }

    private static PartnerFiles files(String path, String text) {
        return PartnerFiles.of(new TreeMap<>(Map.of(path, text.getBytes(StandardCharsets.UTF_8))));
    }
}
