package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void tokensAreRecognisedByPrefixAndChecksum() {
        String token = BearerToken.generate(RANDOM).reveal();
        char last = token.charAt(token.length() - 1);

        assertThat(token).startsWith("ldg_").hasSize(53);
        assertThat(BearerToken.isWellFormed(token)).isTrue();
        assertThat(BearerToken.isWellFormed(token.substring(0, 52) + (last == 'a' ? 'b' : 'a')))
                .isFalse();
        assertThat(BearerToken.isWellFormed("ldg_short")).isFalse();
        assertThat(BearerToken.generate(RANDOM).reveal()).isNotEqualTo(token);
    }

    @Test
    void onlyTheHashOfATokenIsKept() {
        TokenHash hash = TokenHash.of("ldg_example");

        assertThat(hash).hasToString("sha256:f0268cad2b802bf3e6f7e7b803768b8f75d99e0a19f623a584c593ff968dcaa8");
        assertThat(TokenHash.parse(hash.toString())).contains(hash);
        assertThat(hash.matches("ldg_example")).isTrue();
        assertThat(hash.matches("ldg_exampl")).isFalse();
        assertThat(TokenHash.parse("sha256:abc")).isEmpty();
        assertThat(TokenHash.parse("ldg_example")).isEmpty();
    }

    @Test
    void theAdministratorsTokenIsMadeOnceAndReadableByItsOwnerOnly(@TempDir Path data) throws IOException {
        AdministratorToken first = AdministratorToken.obtain(Optional.empty(), data, RANDOM);
        AdministratorToken second = AdministratorToken.obtain(Optional.empty(), data, RANDOM);

        Path file = data.resolve("admin-token");
        assertThat(first.file()).contains(file);
        assertThat(second.token().reveal()).isEqualTo(first.token().reveal());
        assertThat(BearerToken.isWellFormed(first.token().reveal())).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(data).isDirectoryContaining(file::equals);
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(first.matches(second.token().reveal())).isTrue();
        assertThat(first.matches("guess")).isFalse();
        assertThat(first.toString()).doesNotContain("ldg_");
    }

    @Test
    void aConfiguredTokenIsNotWrittenAnywhere(@TempDir Path data) throws IOException {
        AdministratorToken token = AdministratorToken.obtain(Optional.of(Secret.of("configured")), data, RANDOM);

        assertThat(token.matches("configured")).isTrue();
        assertThat(data).isEmptyDirectory();
    }
}
