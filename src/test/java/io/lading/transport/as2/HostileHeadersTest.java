package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageOpener.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names, ids, boundaries and encodings that somebody wrote to reach files, logs or a second reading. Hostile groups 1 (file
 * names), 2 (the same tricks elsewhere), 5 (compressed twice over), 6 (nesting and endless headers) and 7 (what can be read
 * in two ways). All groups and their tests: docs/reference/hostile-inputs.md.
 */
@Timeout(120)
class HostileHeadersTest {
    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void openWorkspace() {
        workspace = new Workspace(folder, 1 << 16);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        workspace.close();
        assertThat(folder).isEmptyDirectory();
    }

    // ---- 1: file names ---------------------------------------------------------------------------------------------

    static Stream<String> fileNames() {
        return Stream.of(
                "../../etc/passwd",
                "..\\..\\x",
                "/etc/passwd",
                "C:\\Windows\\x",
                "\\\\host\\share\\x",
                "nul\0l.edi",
                "line\r\nbreak.edi",
                "\u202Eide.exe",
                "CON",
                "trailing.",
                "x".repeat(4096),
                "<script>alert(1)</script>");
    }

    @ParameterizedTest
    @MethodSource("fileNames")
    void aFileNameIsShownWithoutPathsAndWithoutWhatChangesTheLine(String name) {
        String shown = Words.fileName(name);

        assertThat(shown).hasSizeLessThanOrEqualTo(300).doesNotContain("/", "\\", "\0", "\r", "\n", "\u202E");
    }

    // ---- 2: the same tricks elsewhere ------------------------------------------------------------------------------

    static Stream<String> idsThatAreNone() {
        return Stream.of("", "<>", "<  >", "a\r\nb", "a\tb", "nul\0", "\u202E@x", "a\u007Fb", "x".repeat(999));
    }

    @ParameterizedTest
    @MethodSource("idsThatAreNone")
    void aMessageIdHas998CharactersAtMostAndNoControlCharacters(String header) {
        assertThat(MessageId.parse(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<../../x@y>", "<C:\\x@y>", "';drop/**/table/**/work;--", "<<x>>"})
    void aMessageIdIsAKeyAndNothingElse(String header) {
        assertThat(MessageId.parse(header))
                .as("taken for what it says, for it names no file")
                .map(MessageId::key)
                .contains(header.startsWith("<") ? header.substring(1, header.length() - 1) : header);
    }

    static Stream<String> namesThatAreNone() {
        return Stream.of("", "\"\"", "\" \"", "a\r\nb", "nul\0", "\u202Ex", "ü", "x".repeat(129));
    }

    @ParameterizedTest
    @MethodSource("namesThatAreNone")
    void anAs2NameThatCannotBeOneIsNone(String header) {
        assertThat(As2Name.parse(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", ".*", "(", "--", "=_x; boundary=other"})
    void aBoundaryIsComparedAndNothingElse(String boundary) throws IOException {
        String part = "Content-Type: application/edi-x12\r\n\r\n" + Messages.ORDER;
        String body = "--" + boundary + "\r\n" + part + "\r\n--" + boundary + "--\r\n";

        OpenedMessage opened = Messages.opened(open("multipart/related; boundary=\"" + boundary + "\"", body));

        assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
    }

    // ---- 5: compressed over and over -------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void whatIsCompressedOverAndOverIsRefusedAtTheSecondTime(int times) throws IOException {
        MimeEntity entity = Entities.plain(Messages.order(), "application/edi-x12", "");
        for (int i = 0; i < times; i++) {
            entity = Entities.compressed(entity, workspace);
        }

        assertThat(refused(entity.headers(), entity.body()).detail()).contains("compressed twice");
    }

    @Test
    void whatIsCompressedBeforeAndAfterSigningIsRefused() throws IOException {
        var composed = Messages.compose(
                Messages.manner(Optional.of(DigestAlgorithm.SHA256), Optional.empty(), Compression.BEFORE_SIGNING),
                workspace);
        MimeEntity again = Entities.compressed(MimeEntity.of(composed.headers(), composed.body()), workspace);

        assertThat(refused(again.headers(), again.body()).detail()).contains("compressed twice");
    }

    // ---- 6: nesting and endless headers ----------------------------------------------------------------------------

    @Test
    void tenThousandMultipartsInsideOneAnotherCostNoMoreThanOne() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int depth = 0; depth < 10_000; depth++) {
            body.append("--b")
                    .append(depth)
                    .append("\r\nContent-Type: multipart/related; boundary=b")
                    .append(depth + 1);
            body.append("\r\n\r\n");
        }
        body.append("--b0--\r\n");

        OpenedMessage opened = Messages.opened(open("multipart/related; boundary=b0", body.toString()));

        assertThat(opened.attachments()).as("only the outermost is looked into").isEmpty();
    }

    @Test
    void aHeaderOfAMillionFoldedLinesIsRefused() throws IOException {
        String folded = "Content-Type: application/edi-x12;\r\n" + " x=y;\r\n".repeat(1_000_000) + "\r\n";

        assertThat(refused("multipart/related; boundary=b", "--b\r\n" + folded + "\r\n--b--\r\n")
                        .detail())
                .contains("longer than");
    }

    @Test
    void aThousandHeadersAreRefused() throws IOException {
        assertThat(refused("multipart/related; boundary=b", "--b\r\n" + "X: y\r\n".repeat(1_000) + "\r\nx\r\n--b--\r\n")
                        .detail())
                .contains("more than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon at all", ": no name", " folded at the very beginning"})
    void aHeaderLineThatIsNoneIsRefused(String line) throws IOException {
        assertThat(refused("multipart/related; boundary=b", "--b\r\n" + line + "\r\n\r\nx\r\n--b--\r\n")
                        .detail())
                .contains("has no colon");
    }

    // ---- 7: what can be read in two ways ---------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"})
    void twoHeadersThatContradictEachOtherAreRefused(String name) throws IOException {
        MimeHeaders headers = MimeHeaders.of("Content-Type", "application/edi-x12")
                .and(MimeHeaders.of(name, "binary", name.toLowerCase(java.util.Locale.ROOT), "base64"));

        assertThat(refused(headers, Messages.order()).detail()).contains("twice with different values");
    }

    @Test
    void base64WithRubbishIsReadAsMimeSaysOrRefusedButNeverHangs() throws IOException {
        MimeHeaders headers =
                MimeHeaders.of("Content-Type", "application/pkcs7-mime", "Content-Transfer-Encoding", "base64");

        assertThat(refused(headers, Content.ascii("!!!! =====\r\n\0\0\0A")).reason())
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void anUnknownCharacterSetChangesNothing() throws IOException {
        OpenedMessage opened = Messages.opened(open("application/edi-x12; charset=ebcdic-from-mars", Messages.ORDER));

        assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
    }

    private Result open(String type, String body) throws IOException {
        return Messages.open(
                MimeHeaders.of("Content-Type", type),
                Content.of(body.getBytes(StandardCharsets.ISO_8859_1)),
                Messages.anything(),
                workspace);
    }

    private Result.Refused refused(String type, String body) throws IOException {
        return Messages.refused(open(type, body));
    }

    private Result.Refused refused(MimeHeaders headers, Content body) throws IOException {
        return Messages.refused(Messages.open(headers, body, Messages.anything(), workspace));
    }
}
