package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.MessageComposer.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A large message goes through temporary files, not through the heap. */
@Tag("long")
class LargeMessageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"AES256,NONE", "AES256_GCM,AFTER_SIGNING"})
    void fiveHundredMegabytesGoThroughAHeapOf256(ContentCipher cipher, Compression compression) throws Exception {
        roundTripInProcessOfItsOwn(500, "256m", cipher, compression);
    }

    @Test
    void sixtyFourMegabytesGoThroughAHeapOf32() throws Exception {
        roundTripInProcessOfItsOwn(64, "32m", ContentCipher.AES128, Compression.NONE);
    }

    private void roundTripInProcessOfItsOwn(int megabytes, String heap, ContentCipher cipher, Compression compression)
            throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargeMessageTest.class.getName(),
                        folder.toString(),
                        "" + megabytes,
                        cipher.name(),
                        compression.name())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** The process: composes and opens, and fails by itself if the heap does not suffice. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Content content = write(folder.resolve("payload"), Integer.parseInt(arguments[1]));
        try (Workspace workspace = new Workspace(folder, 1 << 16)) {
            var composed = MessageComposer.compose(
                    Messages.letter(content),
                    Messages.manner(
                            Optional.of(DigestAlgorithm.SHA256),
                            Optional.of(ContentCipher.valueOf(arguments[2])),
                            Compression.valueOf(arguments[3])),
                    workspace);
            OpenedMessage opened = Messages.opened(
                    Messages.open(composed.headers(), composed.body(), Messages.agreed(true, true), workspace));
            boolean same = opened.mic().equalTo(composed.mic())
                    && Mic.of(DigestAlgorithm.SHA256, opened.payload().content())
                            .equalTo(Mic.of(DigestAlgorithm.SHA256, content));
            if (!same) {
                throw new AssertionError("The payload came out changed");
            }
        }
    }

    /** EDI text that does not repeat exactly. */
    private static Content write(Path file, int megabytes) throws IOException {
        byte[] block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                StringBuilder text = new StringBuilder();
                for (int line = 0; text.length() < block.length; line++) {
                    text.append("PO1*").append(i * 1000L + line).append("*85*EA*643.00**UP*4078580173274~\n");
                }
                out.write(text.substring(0, block.length).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return Content.file(file, Files.size(file));
    }
}
