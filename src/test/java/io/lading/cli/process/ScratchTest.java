package io.lading.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path home;

    @Test
    void aDemoLeavesADataFolderThatNobodyElseCanEnter() throws IOException {
        Path demo = Scratch.fresh(home.resolve("data/demo/quickstart"));

        for (Path folder : new Path[] {demo, demo.getParent(), home.resolve("data")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as(folder.toString())
                    .isEqualTo("rwx------");
        }
    }
}
