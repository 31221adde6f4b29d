package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.security.SecretReference.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path folder;

    @Test
    void referencesLeadToVariablesAndFiles() throws IOException {
        Files.writeString(folder.resolve("password"), "from-file\n");

        assertThat(resolve("env:PASSWORD")).isEqualTo("from-variable");
        assertThat(resolve("file:password")).isEqualTo("from-file");
    }

    @Test
    void aSecretThatIsNotThereIsNamedWithWhatToDo() throws IOException {
        Files.writeString(folder.resolve("empty"), " \n");

        assertThat(resolve("env:OTHER"))
                .isEqualTo(
                        "The secret env:OTHER is not there: the environment variable OTHER is not set. Set it before the"
                                + " hub starts.");
        assertThat(resolve("file:none"))
                .isEqualTo("The secret file:none is not there: the file " + folder.resolve("none")
                        + " cannot be read. Create it, readable only by the user the hub runs as.");
        assertThat(resolve("file:empty"))
                .isEqualTo("The secret file:empty is empty: the file " + folder.resolve("empty")
                        + " holds nothing but blanks.");
    }

    @Test
    void whatIsNoReferenceIsNotTakenForOne() {
        assertThat(SecretReference.parse("geheim")).isEmpty();
        assertThat(SecretReference.parse("env:")).isEmpty();
    }

    @Test
    void secretsPrintAsStars() {
        assertThat(Secret.of("canary")).hasToString("***");
    }

    @Test
    void linesForTheLogLoseTokensPasswordsAndUsers() {
        String token = "ldg_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm";

        assertThat(Masking.line("GET /x Authorization: Bearer " + token + " done"))
                .isEqualTo("GET /x Authorization: Bearer *** done");
        assertThat(Masking.line("found " + token)).isEqualTo("found ldg_***");
        assertThat(Masking.line("Authorization: Basic dXNlcjpwYXNz")).isEqualTo("Authorization: Basic ***");
        assertThat(Masking.line("password=geheim, token: abc; https://u:p@host/x"))
                .isEqualTo("password=***, token: ***; https://***@host/x");
        assertThat(Masking.line("order PO-4711 of 10 lines")).isEqualTo("order PO-4711 of 10 lines");
        assertThat(Masking.person("JANE MILLER")).isEqualTo("J…");
    }

    private String resolve(String reference) {
        Resolution resolution =
                SecretReference.parse(reference).orElseThrow().resolve(Map.of("PASSWORD", "from-variable"), folder);
        return resolution instanceof Resolution.Found found
                ? found.secret().reveal()
                : ((Resolution.Missing) resolution).problem();
    }
}
