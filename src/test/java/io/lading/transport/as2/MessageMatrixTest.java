package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protection with every algorithm and order of compression: what one side composes the other opens, MIC equal. */
@Tag("long")
class MessageMatrixTest {
    private static final int IN_MEMORY = 1 << 16;

    @TempDir
    Path folder;

    static Stream<Arguments> manners() {
        List<Arguments> all = new ArrayList<>();
        for (Optional<DigestAlgorithm> sign : orNone(DigestAlgorithm.values())) {
            for (Optional<ContentCipher> encrypt : orNone(ContentCipher.values())) {
                for (Compression compression : Compression.values()) {
                    all.add(Arguments.of(sign, encrypt, compression));
                }
            }
        }
        return all.stream();
    }

    private static <T> List<Optional<T>> orNone(T[] values) {
        List<Optional<T>> all =
                new ArrayList<>(Stream.of(values).map(Optional::of).toList());
        all.add(Optional.empty());
        return all;
    }

    @ParameterizedTest(name = "sign {0}, encrypt {1}, compress {2}")
    @MethodSource("manners")
    void whatOneSideComposesTheOtherOpens(
            Optional<DigestAlgorithm> sign, Optional<ContentCipher> encrypt, Compression compression)
            throws IOException {
        staysTheSame(sign, encrypt, compression, List.of(Messages.order()));
    }

    @ParameterizedTest(name = "sign {0}, encrypt {1}, compress {2}")
    @MethodSource("manners")
    void contentThatIsEmptyBinaryOrLikeABoundaryStaysTheSame(
            Optional<DigestAlgorithm> sign, Optional<ContentCipher> encrypt, Compression compression)
            throws IOException {
        staysTheSame(sign, encrypt, compression, oddContents());
    }

    @ParameterizedTest(name = "compress {0}")
    @EnumSource(Compression.class)
    void oddContentStaysTheSameInTheUsualManner(Compression compression) throws IOException {
        staysTheSame(
                Optional.of(DigestAlgorithm.SHA256), Optional.of(ContentCipher.AES128), compression, oddContents());
    }

    private void staysTheSame(
            Optional<DigestAlgorithm> sign,
            Optional<ContentCipher> encrypt,
            Compression compression,
            List<Content> contents)
            throws IOException {
        for (Content content : contents) {
            for (int held : new int[] {IN_MEMORY, 0}) { // 0: every piece goes through a temporary file
                try (Workspace workspace = new Workspace(folder, held)) {
                    Composed composed = MessageComposer.compose(
                            Messages.letter(content), Messages.manner(sign, encrypt, compression), workspace);

                    OpenedMessage opened = Messages.opened(Messages.open(
                            composed.headers(),
                            composed.body(),
                            Messages.agreed(sign.isPresent(), encrypt.isPresent()),
                            workspace));

                    assertThat(opened.payload().content().bytes()).isEqualTo(content.bytes());
                    assertThat(opened.payload().mediaType()).isEqualTo("application/edi-x12");
                    assertThat(opened.payload().fileName()).contains("orders-0612.edi");
                    assertThat(opened.mic().text()).isEqualTo(composed.mic().text());
                    assertThat(opened.signedWith()).isEqualTo(sign);
                    assertThat(opened.encryptedWith()).isEqualTo(encrypt);
                    assertThat(opened.compressed()).isEqualTo(compression != Compression.NONE);
                }
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static List<Content> oddContents() {
        byte[] binary = new byte[3000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31);
        }
        return List.of(
                Content.ascii("UNB+UNOA:1+ACME+GLOBEX+260612:1200+905'UNZ+0+905'"),
                Content.of("<Order>Käse\r\n</Order>\n".getBytes(StandardCharsets.UTF_8)),
                Content.of(binary),
                Content.ascii("--=_looks like a boundary\r\n--\r\n\r\n--\r\n"),
                Content.ascii(""));
    }
}
