package io.lading.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.security.MasterKey.NotOpened;
import io.lading.security.MasterKey.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    private static final MasterKey KEY = MasterKey.parse("01".repeat(32)).orElseThrow();
    private static final MasterKey OTHER = MasterKey.parse("02".repeat(32)).orElseThrow();

    @Test
    void opensWhatItSealedAtItsPlaceOnly() throws Exception {
        Sealed sealed = KEY.seal(Secret.of("pässword"), "secret/a/value");

        assertThat(KEY.open(sealed, "secret/a/value").reveal()).isEqualTo("pässword");
        assertThatThrownBy(() -> KEY.open(sealed, "secret/b/value")).isInstanceOf(NotOpened.class);
        assertThatThrownBy(() -> OTHER.open(sealed, "secret/a/value"))
                .isInstanceOf(NotOpened.class)
                .hasMessageContaining(KEY.id())
                .hasMessageContaining(OTHER.id());
    }

    @Test
    void doesNotOpenWhatSomebodyChanged() {
        Sealed sealed = KEY.seal(Secret.of("password"), "p");
        byte[] changed = sealed.sealed().clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> KEY.open(new Sealed(sealed.keyId(), sealed.wrapped(), changed), "p"))
                .isInstanceOf(NotOpened.class)
                .hasMessage("p is not as it was sealed.");
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        assertThat(KEY.seal(Secret.of("x"), "p").sealed())
                .isNotEqualTo(KEY.seal(Secret.of("x"), "p").sealed());
    }

    @Test
    void aSecretIsWrappedAnewForTheNextKey() throws Exception {
        Sealed anew = KEY.rewrap(KEY.seal(Secret.of("password"), "p"), OTHER, "p");

        assertThat(OTHER.open(anew, "p").reveal()).isEqualTo("password");
        assertThatThrownBy(() -> KEY.open(anew, "p")).isInstanceOf(NotOpened.class);
    }

    @Test
    void aKeyFileIsMadeOnceAndForItsOwnerOnly(@TempDir Path folder) throws Exception {
        Path file = folder.resolve(MasterKey.FILE_NAME);

        MasterKey made = MasterKey.obtain(file);

        assertThat(MasterKey.obtain(file).id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> MasterKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 0400");
    }
}
