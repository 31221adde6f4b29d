package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageOpener.Agreed;
import io.lading.transport.as2.MessageOpener.Result.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that somebody made to hurt: each is refused cleanly, soon, and leaves nothing behind. Hostile groups 3 (who
 * signed it), 4 (less protected than agreed), 5 (bombs) and 11 (broken algorithms); {@link HostileHeadersTest} says where the
 * other groups are.
 */
@Timeout(120)
class HostileMessageTest {
    private static final Identity MALLORY = Identity.make("acme"); // has acme's name but not its key
    private static final Optional<DigestAlgorithm> SIGN = Optional.of(DigestAlgorithm.SHA256);
    private static final Optional<ContentCipher> ENCRYPT = Optional.of(ContentCipher.AES256);

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

    // ---- who signed it -------------------------------------------------------------------------------------------

    @Test
    void aSignatureByACertificateThatOnlyTheMessageCarriesIsNone() throws IOException {
        var manner = new MessageComposer.Manner(
                Optional.of(MALLORY.signing(DigestAlgorithm.SHA256)),
                Optional.empty(),
                Compression.NONE,
                ReceiptRequest.NONE);

        Refused refused = open(Messages.compose(manner, workspace));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SIGNER);
        assertThat(refused.disposition().words()).isEqualTo("processed/error: authentication-failed");
        assertThat(refused.detail()).contains("we hold for this partner");
    }

    @Test
    void aSignatureByAnotherPartnerIsNotThisPartners() throws IOException {
        var manner = new MessageComposer.Manner(
                Optional.of(Identity.GLOBEX.signing(DigestAlgorithm.SHA256)),
                Optional.empty(),
                Compression.NONE,
                ReceiptRequest.NONE);

        assertThat(open(Messages.compose(manner, workspace)).reason()).isEqualTo(Reason.UNKNOWN_SIGNER);
    }

    @Test
    void aContentThatWasSwappedUnderItsSignatureIsNoticed() throws IOException {
        Composed composed = Messages.compose(Messages.manner(SIGN, Optional.empty(), Compression.NONE), workspace);
        String body = new String(composed.body().bytes(), StandardCharsets.ISO_8859_1).replace("PO-4711", "PO-4712");

        Refused refused = open(composed.headers(), body);

        assertThat(refused.reason()).isEqualTo(Reason.INTEGRITY);
        assertThat(refused.disposition().words()).isEqualTo("processed/error: integrity-check-failed");
    }

    @Test
    void aSignatureOfTwoSignersIsRefusedThoughOneIsGood() throws Exception {
        byte[] signature = signature(false, Identity.ACME, MALLORY);

        assertThat(openSigned(signature).detail()).contains("has 2 signers");
    }

    @Test
    void aStrangersSignatureWithoutSignedAttributesIsRefused() throws Exception {
        assertThat(openSigned(signature(true, MALLORY)).reason()).isEqualTo(Reason.UNKNOWN_SIGNER);
    }

    @Test
    void aSignatureThatCarriesItsOwnContentDoesNotCoverThePart() throws Exception {
        CMSSignedDataGenerator generator = generator(false, Identity.ACME);
        byte[] signature = generator
                .generate(new CMSProcessableByteArray("another content".getBytes(StandardCharsets.US_ASCII)), true)
                .getEncoded();

        assertThat(openSigned(signature).reason()).isEqualTo(Reason.INTEGRITY);
    }

    // ---- protection less than agreed -------------------------------------------------------------------------------

    @Test
    void aPlainMessageIsRefusedWhereASignedOneIsAgreed() throws IOException {
        Composed plain =
                Messages.compose(Messages.manner(Optional.empty(), Optional.empty(), Compression.NONE), workspace);

        Refused refused = open(plain, Messages.agreed(true, false));

        assertThat(refused.disposition().words()).isEqualTo("processed/error: insufficient-message-security");
    }

    @Test
    void anUnencryptedMessageIsRefusedWhereAnEncryptedOneIsAgreed() throws IOException {
        Composed signed = Messages.compose(Messages.manner(SIGN, Optional.empty(), Compression.NONE), workspace);

        assertThat(open(signed, Messages.agreed(true, true)).reason()).isEqualTo(Reason.INSUFFICIENT_SECURITY);
    }

    @Test
    void anEncryptedMessageOfAnybodyIsAnsweredAsOneThatCannotBeDecrypted() throws IOException {
        Composed encrypted = Messages.compose(Messages.manner(Optional.empty(), ENCRYPT, Compression.NONE), workspace);

        Refused refused = open(encrypted, Messages.agreed(true, true));

        assertThat(refused.reason()).isEqualTo(Reason.INSUFFICIENT_SECURITY);
        assertThat(refused.disposition().words()).isEqualTo("processed/error: decryption-failed");
    }

    @Test
    void anAlgorithmThatIsNotAgreedIsRefused() throws IOException {
        Agreed strict = new Agreed(
                true,
                true,
                EnumSet.of(DigestAlgorithm.SHA256),
                EnumSet.of(ContentCipher.AES256),
                List.of(Identity.GLOBEX.opener()),
                List.of(Identity.ACME.certificate()),
                List.of(),
                1 << 20);

        Composed sha1 = Messages.compose(
                Messages.manner(Optional.of(DigestAlgorithm.SHA1), ENCRYPT, Compression.NONE), workspace);
        Composed tripleDes = Messages.compose(
                Messages.manner(SIGN, Optional.of(ContentCipher.TRIPLE_DES), Compression.NONE), workspace);

        assertThat(open(sha1, strict).detail()).contains("signed with sha1, which is not agreed");
        assertThat(open(tripleDes, strict).detail()).contains("encrypted with 3des, which is not agreed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.113549.3.2", "1.3.14.3.2.7"}) // RC2 of 40 bits, single DES
    void brokenCiphersAreRefusedBeforeAnyKeyIsUsed(String cipher) throws Exception {
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(Identity.GLOBEX.certificate()));
        ByteArrayOutputStream enveloped = new ByteArrayOutputStream();
        ASN1ObjectIdentifier identifier = new ASN1ObjectIdentifier(cipher);
        var encryptor = identifier.equals(CMSAlgorithm.RC2_CBC)
                ? new JceCMSContentEncryptorBuilder(identifier, 40)
                : new JceCMSContentEncryptorBuilder(identifier);
        try (OutputStream out =
                generator.open(enveloped, encryptor.setProvider(Cms.PROVIDER).build())) {
            out.write(Messages.ORDER.getBytes(StandardCharsets.US_ASCII));
        }

        Refused refused = Messages.refused(
                Messages.open(pkcs7(), Content.of(enveloped.toByteArray()), Messages.anything(), workspace));

        assertThat(refused.reason()).isEqualTo(Reason.WEAK_ALGORITHM);
    }

    // ---- one answer for all that goes wrong inside an envelope
    // -------------------------------------------------------

    @Test
    void whereverAnEnvelopeIsDamagedTheAnswerIsTheSame() throws IOException {
        Composed composed = Messages.compose(Messages.signedAndEncrypted(), workspace);
        byte[] body = composed.body().bytes();
        SecureRandom random = new SecureRandom();

        for (int round = 0; round < 300; round++) {
            byte[] damaged = body.clone();
            int at = body.length / 4 + random.nextInt(body.length * 3 / 4); // from the wrapped key on
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            MessageOpener.Result result =
                    Messages.open(composed.headers(), Content.of(damaged), Messages.agreed(true, true), workspace);
            if (result instanceof Refused refused) {
                assertThat(refused.disposition().words())
                        .as("byte %s changed: %s", at, refused.detail())
                        .isIn(
                                "processed/error: decryption-failed",
                                // The algorithm's own identifier was hit, which the sender can see without our help.
                                "processed/error: insufficient-message-security");
            }
        }
    }

    @Test
    void aMessageForAnotherKeyIsNotOpened() throws IOException {
        Composed composed = Messages.compose(Messages.signedAndEncrypted(), workspace);
        Agreed withoutKey = new Agreed(
                true,
                true,
                EnumSet.allOf(DigestAlgorithm.class),
                EnumSet.allOf(ContentCipher.class),
                List.of(Identity.ACME.opener()),
                List.of(Identity.ACME.certificate()),
                List.of(),
                1 << 20);

        Refused refused = open(composed, withoutKey);

        assertThat(refused.disposition().words()).isEqualTo("processed/error: decryption-failed");
        assertThat(refused.detail()).contains("none of which is a key of ours");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 100, 1000})
    void anEnvelopeThatIsCutOffIsRefused(int missing) throws IOException {
        Composed composed = Messages.compose(Messages.signedAndEncrypted(), workspace);
        Content body = Content.of(composed.body().bytes());

        Refused refused = Messages.refused(Messages.open(
                composed.headers(), body.slice(0, body.size() - 1 - missing), Messages.anything(), workspace));

        assertThat(refused.reason()).isIn(Reason.DECRYPTION_FAILED, Reason.UNREADABLE);
    }

    // ---- bombs ------------------------------------------------------------------------------------------------------

    @Test
    void aBombIsGivenUpBeforeItGoesOff() throws IOException {
        Content zeros = Content.of(new byte[64 << 20]);
        Composed composed = MessageComposer.compose(
                Messages.letter(zeros),
                Messages.manner(Optional.empty(), Optional.empty(), Compression.BEFORE_SIGNING),
                workspace);
        assertThat(composed.body().size()).isLessThan(100_000);

        Refused refused = open(composed, Messages.anything());

        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.detail()).contains("when it is decompressed");
    }

    @Test
    void whatIsCompressedTwiceIsRefused() throws IOException {
        Composed composed =
                Messages.compose(Messages.manner(SIGN, Optional.empty(), Compression.BEFORE_SIGNING), workspace);
        MimeEntity again = Entities.compressed(MimeEntity.of(composed.headers(), composed.body()), workspace);

        assertThat(open(again.headers(), again.body()).detail()).contains("compressed twice");
    }

    @Test
    void whatIsEncryptedAgainInsideIsRefused() throws IOException {
        Composed composed = Messages.compose(Messages.signedAndEncrypted(), workspace);
        MimeEntity again = Entities.encrypted(
                MimeEntity.of(composed.headers(), composed.body()),
                ContentCipher.AES128,
                Identity.GLOBEX.certificate(),
                workspace);

        assertThat(open(again.headers(), again.body()).detail()).contains("lies inside another layer");
    }

    private Refused open(Composed composed) throws IOException {
        return open(composed, Messages.anything());
    }

    private Refused open(Composed composed, Agreed agreed) throws IOException {
        return Messages.refused(Messages.open(composed.headers(), composed.body(), agreed, workspace));
    }

    private Refused open(MimeHeaders headers, String body) throws IOException {
        return open(headers, Content.of(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Refused open(MimeHeaders headers, Content body) throws IOException {
        return Messages.refused(Messages.open(headers, body, Messages.anything(), workspace));
    }

    private static MimeHeaders pkcs7() {
        return MimeHeaders.of("Content-Type", "application/pkcs7-mime");
    }

    private Refused openSigned(byte[] signature) throws IOException {
        String body = "--b\r\nContent-Type: application/edi-x12\r\n\r\n" + Messages.ORDER
                + "\r\n--b\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(signature) + "\r\n--b--\r\n";
        return open(MimeHeaders.of("Content-Type", "multipart/signed; boundary=b"), body);
    }

    private static byte[] signature(boolean direct, Identity... signers) throws Exception {
        byte[] part =
                ("Content-Type: application/edi-x12\r\n\r\n" + Messages.ORDER).getBytes(StandardCharsets.US_ASCII);
        return generator(direct, signers)
                .generate(new CMSProcessableByteArray(part), false)
                .getEncoded();
    }

    private static CMSSignedDataGenerator generator(boolean direct, Identity... signers) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        for (Identity signer : signers) {
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setDirectSignature(direct)
                    .build("SHA256withRSA", signer.key(), signer.certificate()));
            generator.addCertificate(new JcaX509CertificateHolder(signer.certificate()));
        }
        return generator;
    }
}
