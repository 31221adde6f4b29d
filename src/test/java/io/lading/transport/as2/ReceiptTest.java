package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final Mic MIC = new Mic(DigestAlgorithm.SHA256, new byte[32]);
    private static final ReceiptMatch.Sent SENT = new ReceiptMatch.Sent(Messages.ID, MIC, true, false);

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void aSignedReceiptProvesWhatArrived(DigestAlgorithm digest) throws Exception {
        var written = write(accepted(MIC), Optional.of(Identity.GLOBEX.signing(digest)));

        ReceiptReader.Read read = read(written);

        assertThat(read.signer()).contains(Identity.GLOBEX.certificate());
        assertThat(ReceiptMatch.judge(SENT, read)).isInstanceOf(ReceiptMatch.Verdict.Proven.class);
        assertThat(written.headers().first("AS2-To")).contains("ACME");
    }

    @Test
    void aReceiptSaysWhatBecameOfTheMessageInItsOwnPart() throws Exception {
        var written = write(accepted(MIC), Optional.empty());

        assertThat(new String(written.body(), StandardCharsets.US_ASCII))
                .contains("Content-Type: message/disposition-notification\r\n")
                .contains("Original-Message-ID: <4711@acme.example>\r\n")
                .contains("Final-Recipient: rfc822; GLOBEX\r\n")
                .contains("Disposition: automatic-action/MDN-sent-automatically; processed\r\n")
                .contains("Received-Content-MIC: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha-256\r\n");
    }

    @Test
    void anUnsignedReceiptProvesNothingWhereASignedOneWasAskedFor() throws Exception {
        var verdict = ReceiptMatch.judge(SENT, read(write(accepted(MIC), Optional.empty())));

        assertThat(verdict)
                .isInstanceOfSatisfying(ReceiptMatch.Verdict.Unusable.class, unusable -> assertThat(unusable.words())
                        .contains("is not signed"));
    }

    @Test
    void aReceiptSignedByAnybodyElseIsRefused() throws Exception {
        var written = write(accepted(MIC), Optional.of(Identity.make("globex").signing(DigestAlgorithm.SHA256)));

        assertThatThrownBy(() -> read(written))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SIGNER));
    }

    @Test
    void aReceiptThatWasChangedOnItsWayIsRefused() throws Exception {
        var written = write(
                new Receipt(
                        Optional.of(Messages.ID),
                        Disposition.refusal(Reason.UNREADABLE, false),
                        Optional.empty(),
                        "Refused."),
                Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256)));
        String forged = new String(written.body(), StandardCharsets.ISO_8859_1)
                .replace("processed/error: unexpected-processing-error", "processed");

        assertThatThrownBy(() -> ReceiptReader.read(
                        written.headers(),
                        Content.of(forged.getBytes(StandardCharsets.ISO_8859_1)),
                        List.of(Identity.GLOBEX.certificate())))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INTEGRITY));
    }

    @Test
    void aReceiptAboutAnotherMessageIsNotOurs() throws Exception {
        var sent = new ReceiptMatch.Sent("4712@acme.example", MIC, true, false);
        var read = read(write(accepted(MIC), Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256))));

        assertThat(ReceiptMatch.judge(sent, read)).isInstanceOf(ReceiptMatch.Verdict.Unusable.class);
    }

    @Test
    void aReceiptWithAnotherMicSaysThatOtherBytesArrived() throws Exception {
        byte[] other = new byte[32];
        other[0] = 1;
        var read = read(write(
                accepted(new Mic(DigestAlgorithm.SHA256, other)),
                Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256))));

        assertThat(ReceiptMatch.judge(SENT, read))
                .isInstanceOfSatisfying(ReceiptMatch.Verdict.Rejected.class, rejected -> assertThat(rejected.words())
                        .contains("other bytes than were sent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha-256", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha1", ""
            })
    void aWrongMicIsToleratedWhereThatIsAgreedAndOnlyInAReceiptThatAccepts(String mic) throws Exception {
        var sent = new ReceiptMatch.Sent(Messages.ID, MIC, true, true);
        var signing = Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256));
        var taken = new Receipt(Optional.of(Messages.ID), Disposition.PROCESSED, Mic.parse(mic), "Received.");
        var refused = new Receipt(
                Optional.of(Messages.ID), Disposition.refusal(Reason.INTEGRITY, false), Mic.parse(mic), "Other bytes.");

        assertThat(ReceiptMatch.judge(sent, read(write(taken, signing))))
                .isInstanceOfSatisfying(ReceiptMatch.Verdict.Proven.class, proven -> assertThat(proven.words())
                        .contains("tolerated as agreed"));
        assertThat(ReceiptMatch.judge(SENT, read(write(taken, signing))))
                .isInstanceOf(ReceiptMatch.Verdict.Rejected.class);
        assertThat(ReceiptMatch.judge(sent, read(write(refused, signing))))
                .isInstanceOf(ReceiptMatch.Verdict.Rejected.class);
    }

    @Test
    void aReceiptWithoutMessageIdIsTakenForTheMessageItAnswers() throws Exception {
        var read = read(write(
                new Receipt(Optional.empty(), Disposition.PROCESSED, Optional.of(MIC), "Fine."),
                Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256))));

        assertThat(ReceiptMatch.judge(SENT, read)).isInstanceOf(ReceiptMatch.Verdict.Proven.class);
    }

    @ParameterizedTest
    @CsvSource({
        "automatic-action/MDN-sent-automatically; processed, true, processed",
        "automatic-action/mdn-sent-automatically;processed, true, processed",
        "automatic-action/MDN-sent-automatically; Processed/Warning: duplicate-document, true,"
                + " processed/Warning: duplicate-document",
        "automatic-action/MDN-sent-automatically; processed/error: decryption-failed, false,"
                + " processed/error: decryption-failed",
        "automatic-action/MDN-sent-automatically; failed/failure: unsupported format, false,"
                + " failed/failure: unsupported format",
        "manual-action/MDN-sent-manually; denied, false, denied",
    })
    void dispositionsAreReadAsPartnersWriteThem(String field, boolean accepted, String words) {
        assertThat(Disposition.parse(field)).hasValueSatisfying(disposition -> {
            assertThat(disposition.isAccepted()).isEqualTo(accepted);
            assertThat(disposition.words()).isEqualTo(words);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, sha1, md5 | true | SHA1",
                "signed-receipt-protocol=required,pkcs7-signature;signed-receipt-micalg=optional,SHA256,sha-1 | true | SHA256",
                "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=required, rsa-md5, sha-512 | true | SHA512",
            })
    void askedForInAllTheWaysPartnersWriteIt(String options, boolean signed, DigestAlgorithm first) throws Exception {
        ReceiptRequest request = ReceiptRequest.read(
                MimeHeaders.of("Disposition-Notification-To", "ACME", "Disposition-Notification-Options", options));

        assertThat(request.wanted()).isTrue();
        assertThat(request.signed()).isEqualTo(signed);
        assertThat(request.digests()).first().isEqualTo(first);
    }

    @Test
    void aDigestWeDoNotHaveIsRefusedWhereItIsRequired() {
        MimeHeaders headers = MimeHeaders.of(
                "Disposition-Notification-To",
                "ACME",
                "Disposition-Notification-Options",
                "signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, md5");

        assertThatThrownBy(() -> ReceiptRequest.read(headers))
                .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(
                                Disposition.refusal(e.reason(), false).words())
                        .isEqualTo("failed/failure: unsupported MIC-algorithms"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACME | ACME",
                "'ACME Corp' | \"ACME Corp\"",
                "'back\\slash' | \"back\\\\slash\"",
                "'quo\"te' | \"quo\\\"te\"",
            })
    void namesSurviveTheirHeader(String name, String header) {
        assertThat(As2Name.header(name)).isEqualTo(header);
        assertThat(As2Name.parse(header)).contains(name);
    }

    private static Receipt accepted(Mic mic) {
        return new Receipt(Optional.of(Messages.ID), Disposition.PROCESSED, Optional.of(mic), "Received.");
    }

    private static ReceiptWriter.Written write(Receipt receipt, Optional<MessageComposer.Signing> signing)
            throws Exception {
        return ReceiptWriter.write(
                new ReceiptWriter.Envelope("GLOBEX", "ACME", "1@globex.example", Instant.parse("2026-06-12T12:00:00Z")),
                receipt,
                signing);
    }

    private static ReceiptReader.Read read(ReceiptWriter.Written written) throws Exception {
        assertThat(ReceiptReader.isReceipt(written.headers(), Content.of(written.body())))
                .isTrue();
        return ReceiptReader.read(
                written.headers(), Content.of(written.body()), List.of(Identity.GLOBEX.certificate()));
    }
}
