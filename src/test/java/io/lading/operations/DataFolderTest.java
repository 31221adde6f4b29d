package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    @Test
    void aNewFolderAndWhatIsMissingAboveItAreItsOwnersAlone() throws IOException {
        Path above = root.resolve("lading");
        Path data = above.resolve("data");

        try (DataFolder folder = DataFolder.claim(data)) {
            assertThat(folder.openBefore()).isEmpty();
        }

        assertThat(rights(above)).isEqualTo("rwx------");
        assertThat(rights(data)).isEqualTo("rwx------");
        assertThat(rights(data.resolve("broker"))).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatOthersCouldEnterIsClosedWhoeverMadeItAndThatIsTold() throws IOException {
        Path data = folder("data", "rwxr-xr-x");
        folder("data/spool", "rwxrwxr-x");
        folder("data/mailboxes", "rwxr-xr-x");
        folder("data/exchange", "rwxrwx---");

        try (DataFolder folder = DataFolder.claim(data)) {
            assertThat(folder.openBefore()).hasValue("rwxr-xr-x");
        }
        try (DataFolder again = DataFolder.claim(data)) {
            assertThat(again.openBefore()).isEmpty();
        }

        assertThat(rights(data)).isEqualTo("rwx------");
        assertThat(rights(data.resolve("spool"))).isEqualTo("rwx------");
        assertThat(rights(data.resolve("mailboxes"))).isEqualTo("rwx------");
        assertThat(rights(data.resolve("exchange"))).as("shared with others").isEqualTo("rwxrwx---");
    }

    private Path folder(String name, String rights) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        return folder;
    }

    private static String rights(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
