package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How partners' systems differ in what they may write either way: file names, header folding, transfer encodings, line
 * ends, names, attachments. What certification events for AS2 try beside the algorithms, which {@link MessageMatrixTest}
 * goes through; sizes are {@link LargeMessageTest}'s, repeats {@link As2DoorTest}'s, later receipts
 * {@link LaterReceiptTest}'s, refusals {@link DispositionTableTest}'s.
 */
class PartnerHabitsTest {
    private static final String X12 = "application/edi-x12";

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

    // ---- file names ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "attachment; filename=order.edi | order.edi",
                "attachment; filename=\"order.edi\" | order.edi",
                "attachment;filename=\"order of May.edi\" | order of May.edi",
                "attachment; FileName=\"Order.EDI\"; size=12 | Order.EDI",
                "attachment; filename=\"semi;colon.edi\" | semi;colon.edi",
                "attachment; filename=\"quo\\\"te.edi\" | quo\"te.edi",
                "attachment; filename*=UTF-8''bestellung%20f%C3%BCr%20M%C3%A4rz.edi | bestellung für März.edi",
                "attachment; filename*=utf-8'de'%E2%82%AC.edi | €.edi",
                "attachment; filename*=ISO-8859-1''%FCber.edi | über.edi",
                "attachment; filename*=UTF-8''a+b.edi | a+b.edi",
                "attachment; filename=\"_.edi\"; filename*=UTF-8''%E2%82%AC.edi | €.edi",
                "attachment; filename*=UTF-8''%ZZ.edi; filename=\"plain.edi\" | plain.edi",
                "attachment; filename*=unmarked.edi; filename=plain.edi | plain.edi",
                "attachment; filename*=windows-1252''%80.edi | €.edi",
                "attachment; filename*=ebcdic-from-mars''M%C3%BCller.edi | Müller.edi",
                "attachment; filename*0=\"Bestell\"; filename*1=\"ung.edi\" | Bestellung.edi",
                "attachment; filename*0*=UTF-8''M%C3; filename*1*=%BCller; filename*2=\" 100%.edi\" | Müller 100%.edi",
                "attachment; filename*0*=UTF-8''%C; filename=plain.edi | plain.edi",
                "attachment; filename=\"=?UTF-8?B?TcO8bGxlci5lZGk=?=\" | Müller.edi",
                "attachment; filename=\"=?ISO-8859-1?Q?M=FCller?= =?ISO-8859-1?Q?_2.edi?=\" | Müller 2.edi",
                "attachment; filename==?UTF-8?B?TcO8bGxlci5lZGk=?= | Müller.edi",
                "attachment; filename=\"=?from-mars?B?eA==?=\" | =?from-mars?B?eA==?=",
                "attachment; filename=\"M\u00c3\u00bcller.edi\" | Müller.edi",
                "attachment; filename=\"M\u00fcller.edi\" | Müller.edi",
            })
    void fileNamesAreReadAsTheyAreMeant(String disposition, String name) throws IOException {
        OpenedMessage opened = open(MimeHeaders.of("Content-Type", X12, "Content-Disposition", disposition));

        assertThat(opened.payload().fileName()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void rawCharactersInsideTheMessageAreReadInEitherSet(String charset) throws Exception {
        String entity = "Content-Disposition: attachment; filename=\"M\u00fcller.edi\"\r\n\r\n" + Messages.ORDER;

        MimeEntity read = MimeEntity.parse(Content.of(entity.getBytes(Charset.forName(charset))));

        assertThat(read.fileName()).contains("M\u00fcller.edi");
    }

    @Test
    void theContentTypeMayNameTheFile() throws IOException {
        assertThat(open(MimeHeaders.of("Content-Type", X12 + "; name=\"order.edi\""))
                        .payload()
                        .fileName())
                .contains("order.edi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment", "attachment;", "inline; filename"})
    void aMessageNeedsNoFileName(String disposition) throws IOException {
        assertThat(open(MimeHeaders.of("Content-Type", X12, "Content-Disposition", disposition))
                        .payload()
                        .fileName())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order.edi",
                "order of May.edi",
                "quo\"te.edi",
                "back\\slash",
                "bestellung für März.edi",
                "50%.edi"
            })
    void ourFileNamesArriveAsTheyWere(String name) throws IOException {
        var letter = new MessageComposer.Letter("ACME", "GLOBEX", Messages.ID, "order", X12, name, Messages.order());
        var composed = MessageComposer.compose(letter, Messages.signedAndEncrypted(), workspace);

        OpenedMessage opened = Messages.opened(
                Messages.open(composed.headers(), composed.body(), Messages.agreed(true, true), workspace));

        assertThat(opened.payload().fileName()).contains(name);
    }

    // ---- headers ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/edi-x12;\r\n name=\"order.edi\"\r\n",
                "Content-Type: application/edi-x12;\r\n\tname=order.edi\r\n",
                "CONTENT-TYPE:application/EDI-X12;name=\"order.edi\"\r\n",
                "Content-Type : application/edi-x12 ; name = order.edi\r\n",
                "X-First: 1\nContent-Type: application/edi-x12; name=order.edi\n",
            })
    void headersAreUnfoldedAndComparedWithoutCase(String header) throws Exception {
        MimeEntity entity = MimeEntity.parse(Content.ascii(header + "\r\n" + Messages.ORDER));

        assertThat(entity.type().value()).isEqualTo("application/edi-x12");
        assertThat(entity.fileName()).contains("order.edi");
        assertThat(new String(entity.body().bytes(), StandardCharsets.US_ASCII)).isEqualTo(Messages.ORDER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"ACME\" | ACME",
                "ACME Corp | ACME Corp",
                "\"a, b; c\" | a, b; c",
                "\"\\\"\\\\\" | \"\\",
            })
    void namesMayBeQuotedWhereTheyNeedNotBe(String header, String name) {
        assertThat(As2Name.parse(header)).contains(name);
    }

    @Test
    void aNameHas128CharactersAtMostAndItsCaseCounts() {
        assertThat(As2Name.parse("x".repeat(128))).isPresent();
        assertThat(As2Name.parse("x".repeat(129))).isEmpty();
        assertThat(As2Name.parse("Acme")).isNotEqualTo(As2Name.parse("ACME"));
        assertThat(As2Name.parse("\"" + "\\\\".repeat(128) + "\"")).contains("\\".repeat(128));
    }

    // ---- transfer encodings and line ends --------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"binary", "8bit", "7bit", "BINARY", "base64", "Base64", "quoted-printable"})
    void whateverTheTransferEncodingTheSameContentComesOut(String encoding) throws IOException {
        String body = encoding.equalsIgnoreCase("base64")
                ? Base64.getMimeEncoder().encodeToString(Messages.ORDER.getBytes(StandardCharsets.US_ASCII))
                : encoding.equals("quoted-printable") ? Messages.ORDER.replace("~", "=7E") : Messages.ORDER;

        OpenedMessage opened = open(
                MimeHeaders.of("Content-Type", X12, "Content-Transfer-Encoding", encoding),
                body.getBytes(StandardCharsets.US_ASCII));

        assertThat(Messages.text(opened)).isEqualTo(Messages.ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb\r\n", "a\nb\n", "a\rb", "a\r\n\nb", "\r\n", "ends without"})
    void lineEndsAreKeptAsTheyCame(String text) throws IOException {
        for (boolean encrypted : new boolean[] {false, true}) {
            var manner = Messages.manner(
                    Optional.of(DigestAlgorithm.SHA256),
                    encrypted ? Optional.of(ContentCipher.AES256) : Optional.empty(),
                    MessageComposer.Compression.NONE);
            var composed = MessageComposer.compose(Messages.letter(Content.ascii(text)), manner, workspace);

            OpenedMessage opened = Messages.opened(
                    Messages.open(composed.headers(), composed.body(), Messages.agreed(true, encrypted), workspace));

            assertThat(Messages.text(opened)).isEqualTo(text);
            assertThat(opened.mic().equalTo(composed.mic())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "smime-type=enveloped-data", "smime-type=signed-data; name=smime.p7m", "name=\"x\""})
    void theSmimeTypeIsNotBelieved(String parameters) throws IOException {
        var composed = Messages.compose(Messages.signedAndEncrypted(), workspace);
        MimeHeaders headers = MimeHeaders.of("Content-Type", "application/x-pkcs7-mime; " + parameters);

        assertThat(Messages.text(Messages.opened(
                        Messages.open(headers, composed.body(), Messages.agreed(true, true), workspace))))
                .isEqualTo(Messages.ORDER);
    }

    // ---- attachments -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"1, \\r\\n", "2, \\r\\n", "2, \\n", "12, \\r\\n"})
    void theFirstPartIsTheDocumentAndTheOthersAreAttached(int parts, String lineEnd) throws IOException {
        String end = lineEnd.equals("\\n") ? "\n" : "\r\n";
        StringBuilder body = new StringBuilder("a preamble that nobody reads" + end);
        for (int part = 0; part < parts; part++) {
            body.append("--b")
                    .append(end)
                    .append("Content-Type: ")
                    .append(part == 0 ? X12 : "application/pdf")
                    .append(end);
            body.append("Content-Disposition: attachment; filename=part")
                    .append(part)
                    .append(end)
                    .append(end);
            body.append("content ").append(part).append(end);
        }
        body.append("--b--").append(end).append("an epilogue");

        OpenedMessage opened = open(
                MimeHeaders.of("Content-Type", "multipart/related; boundary=b; type=\"application/edi-x12\""),
                body.toString().getBytes(StandardCharsets.US_ASCII));

        assertThat(Messages.text(opened)).isEqualTo("content 0");
        assertThat(opened.attachments()).hasSize(parts - 1);
        for (int part = 1; part < parts; part++) {
            assertThat(opened.attachments().get(part - 1).fileName()).contains("part" + part);
        }
    }

    private OpenedMessage open(MimeHeaders headers) throws IOException {
        return open(headers, Messages.ORDER.getBytes(StandardCharsets.US_ASCII));
    }

    private OpenedMessage open(MimeHeaders headers, byte[] body) throws IOException {
        return Messages.opened(Messages.open(headers, Content.of(body), Messages.anything(), workspace));
    }
}
