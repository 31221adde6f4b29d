package io.lading.transport.as2;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import io.lading.partner.HeldCertificate;
import io.lading.partner.HeldCertificate.Use;
import io.lading.transport.as2.MessageComposer.Composed;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Manner;
import io.lading.yaml.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each way to refuse a message is called in its receipt, word for word: partners' systems match these strings. Hostile
 * groups 4 (less protected than agreed) and 11 (broken algorithms); names that nobody knows get no receipt at all
 * ({@link As2DoorTest}).
 */
class DispositionTableTest {
    private static final Optional<DigestAlgorithm> SIGNED = Optional.of(DigestAlgorithm.SHA256);
    private static final Optional<ContentCipher> ENCRYPTED = Optional.of(ContentCipher.AES256);

    @TempDir
    Path folder;

    /** A message and what holds for it. */
    private record Case(MimeHeaders headers, Content body, As2Rules rules) {}

    @FunctionalInterface
    private interface Making {
        Case make(Workspace workspace) throws IOException;
    }

    private enum Refusal {
        /** Anybody can encrypt for us: nothing is told about what lies in an envelope of a sender who is not proven. */
        ENCRYPTED_BUT_NOT_SIGNED(
                "processed/error: decryption-failed", space -> sent(Optional.empty(), ENCRYPTED, space)),
        NOT_ENCRYPTED("processed/error: insufficient-message-security", space -> sent(SIGNED, Optional.empty(), space)),
        NEITHER(
                "processed/error: insufficient-message-security",
                space -> sent(Optional.empty(), Optional.empty(), space)),
        ENCRYPTED_BUT_SIGNED_BY_A_STRANGER("processed/error: decryption-failed", space -> {
            Manner manner = new Manner(
                    Optional.of(Identity.make("acme").signing(DigestAlgorithm.SHA256)),
                    ENCRYPTED.map(Identity.GLOBEX::encryption),
                    Compression.NONE,
                    ReceiptRequest.NONE);
            return as(Messages.compose(manner, space), usual());
        }),
        SIGNED_BY_A_STRANGER("processed/error: authentication-failed", space -> {
            Manner manner = new Manner(
                    Optional.of(Identity.make("acme").signing(DigestAlgorithm.SHA256)),
                    Optional.empty(),
                    Compression.NONE,
                    ReceiptRequest.NONE);
            return as(Messages.compose(manner, space), usual());
        }),
        SIGNED_BY_AN_EXPIRED_CERTIFICATE("processed/error: authentication-failed", space -> {
            Case sent = sent(SIGNED, Optional.empty(), space);
            return new Case(
                    sent.headers(), sent.body(), rules(held(Identity.ACME, Use.VERIFY, -2), usualOwn(), Set.of()));
        }),
        SIGNED_BY_A_CERTIFICATE_THAT_IS_NOT_YET_IN_USE("processed/error: authentication-failed", space -> {
            Case sent = sent(SIGNED, Optional.empty(), space);
            return new Case(
                    sent.headers(), sent.body(), rules(held(Identity.ACME, Use.VERIFY, 2), usualOwn(), Set.of()));
        }),
        /** The signature is by the partner all the same, which is therefore proven and may know. */
        ENCRYPTED_AND_SIGNED_BY_AN_EXPIRED_CERTIFICATE("processed/error: authentication-failed", space -> {
            Case sent = sent(SIGNED, ENCRYPTED, space);
            return new Case(
                    sent.headers(), sent.body(), rules(held(Identity.ACME, Use.VERIFY, -2), usualOwn(), Set.of()));
        }),
        ENCRYPTED_FOR_A_KEY_OF_OURS_THAT_EXPIRED("processed/error: decryption-failed", space -> {
            Case sent = sent(SIGNED, ENCRYPTED, space);
            return new Case(
                    sent.headers(),
                    sent.body(),
                    rules(usualTheirs(), held(Identity.GLOBEX, Use.DECRYPT, -2), Set.of()));
        }),
        ENCRYPTED_FOR_SOMEBODY_ELSE("processed/error: decryption-failed", space -> {
            Manner manner = new Manner(
                    SIGNED.map(Identity.ACME::signing),
                    ENCRYPTED.map(Identity.make("other")::encryption),
                    Compression.NONE,
                    ReceiptRequest.NONE);
            return as(Messages.compose(manner, space), usual());
        }),
        CHANGED_UNDER_ITS_SIGNATURE("processed/error: integrity-check-failed", space -> {
            Case sent = sent(SIGNED, Optional.empty(), space);
            return new Case(sent.headers(), replaced(sent.body(), "PO-4711", "PO-4712"), usual());
        }),
        CHANGED_IN_ITS_ENVELOPE("processed/error: decryption-failed", space -> {
            Case sent = sent(SIGNED, ENCRYPTED, space);
            byte[] bytes = sent.body().bytes().clone();
            bytes[bytes.length - 40] ^= 1;
            return new Case(sent.headers(), Content.of(bytes), usual());
        }),
        WEAK_DIGEST(
                "processed/error: insufficient-message-security",
                space -> sent(Optional.of(DigestAlgorithm.SHA1), Optional.empty(), space)),
        WEAK_CIPHER(
                "processed/error: insufficient-message-security",
                space -> sent(SIGNED, Optional.of(ContentCipher.TRIPLE_DES), space)),
        DIGEST_THAT_NOBODY_KNOWS("processed/error: insufficient-message-security", space -> {
            byte[] sha256 = {0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01};
            byte[] unknown = sha256.clone();
            unknown[8] = 0x63;
            return resigned(sent(SIGNED, Optional.empty(), space), sha256, unknown);
        }),
        NOT_COMPRESSED_THOUGH_IT_SAYS_SO("processed/error: decompression-failed", space -> {
            byte[] compressed = Cms.compress(Messages.order(), space).bytes().clone();
            for (int i = compressed.length - 60; i < compressed.length - 20; i++) {
                compressed[i] = 'x';
            }
            return new Case(
                    MimeHeaders.of("Content-Type", "application/pkcs7-mime; smime-type=compressed-data"),
                    Content.of(compressed),
                    usual());
        }),
        SIGNED_AS_ONE_BLOCK("failed/failure: unsupported format", space -> {
            byte[] signature = CmsSignature.sign(
                    Messages.order(), DigestAlgorithm.SHA256, Identity.ACME.certificate(), Identity.ACME.key());
            return new Case(
                    MimeHeaders.of("Content-Type", "application/pkcs7-mime; smime-type=signed-data"),
                    Content.of(signature),
                    usual());
        }),
        WITHOUT_ITS_CLOSING_BOUNDARY("processed/error: unexpected-processing-error", space -> {
            Case sent = sent(SIGNED, Optional.empty(), space);
            byte[] bytes = sent.body().bytes();
            return new Case(sent.headers(), Content.of(java.util.Arrays.copyOf(bytes, bytes.length - 10)), usual());
        }),
        NO_ASN_1(
                "processed/error: unexpected-processing-error",
                space -> new Case(
                        MimeHeaders.of("Content-Type", "application/pkcs7-mime"), Content.ascii("hello"), usual())),
        A_MIC_THAT_WE_DO_NOT_OFFER("failed/failure: unsupported MIC-algorithms", space -> {
            Case sent = sent(SIGNED, ENCRYPTED, space);
            MimeHeaders wanting = MimeHeaders.of(
                    "Disposition-Notification-To",
                    "ACME",
                    "Disposition-Notification-Options",
                    "signed-receipt-protocol=required,pkcs7-signature; signed-receipt-micalg=required,md5");
            MimeHeaders rest = new MimeHeaders(sent.headers().fields().stream()
                    .filter(field -> !field.name().startsWith("Disposition-"))
                    .toList());
            return new Case(wanting.and(rest), sent.body(), usual());
        });

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // made by lambdas that hold nothing
        private final Making making;

        Refusal(String words, Making making) {
            this.words = words;
            this.making = making;
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void theReceiptCallsItByItsName(Refusal refusal) throws IOException {
        try (Workspace workspace = new Workspace(folder, 1 << 20)) {
            Case made = refusal.making.make(workspace);

            var refused = Messages.refused(
                    Messages.open(made.headers(), made.body(), made.rules().receiving(1 << 20), workspace));

            assertThat(refused.disposition().words()).isEqualTo(refusal.words);
            assertThat(refused.detail()).as("for our own eyes").isNotBlank();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPartnerWhoseIdentityIsProvenIsToldWhichCertificateIsTheTrouble() throws IOException {
        HeldCertificate expired = held(Identity.ACME, Use.VERIFY, -2);

        assertThat(told(expired, Identity.ACME))
                .startsWith("It was signed with your certificate CN=acme (serial "
                        + Identity.ACME.certificate().getSerialNumber().toString(16))
                .contains("until " + expired.until().truncatedTo(ChronoUnit.SECONDS))
                .contains("Send us the certificate that you sign with now");
        assertThat(told(expired, Identity.make("acme"))).as("a stranger").isEmpty();
    }

    private String told(HeldCertificate held, Identity signer) throws IOException {
        try (Workspace workspace = new Workspace(folder, 1 << 20)) {
            Manner manner = new Manner(
                    SIGNED.map(signer::signing),
                    ENCRYPTED.map(Identity.GLOBEX::encryption),
                    Compression.NONE,
                    ReceiptRequest.NONE);
            Composed sent = Messages.compose(manner, workspace);
            return Messages.refused(Messages.open(
                            sent.headers(),
                            sent.body(),
                            rules(held, usualOwn(), Set.of()).receiving(1 << 20),
                            workspace))
                    .forSender();
        }
    }

    // ---- what is agreed: signed and encrypted, nothing weak --------------------------------------------------------

    private static As2Rules usual() {
        return rules(usualTheirs(), usualOwn(), Set.of());
    }

    private static HeldCertificate usualTheirs() {
        return held(Identity.ACME, Use.VERIFY, 0);
    }

    private static HeldCertificate usualOwn() {
        return held(Identity.GLOBEX, Use.DECRYPT, 0);
    }

    private static As2Rules rules(HeldCertificate theirs, HeldCertificate own, Set<String> accepts) {
        As2Terms terms = new As2Terms(
                "ACME",
                Optional.empty(),
                new CertificateSet(List.of(theirs)),
                true,
                true,
                accepts,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "none",
                new As2Terms.Receipt(As2Terms.Mode.NONE, true, Duration.ofMinutes(1), Optional.empty(), 0, false));
        return new As2Rules(terms, new CertificateSet(List.of(own)), Instant.now());
    }

    /** @param days when its day of use is: today, or past, or to come */
    private static HeldCertificate held(Identity identity, Use use, int days) {
        Instant middle = Instant.now().plus(Duration.ofDays(days));
        return new HeldCertificate(
                identity.certificate(),
                Optional.of(identity.key()),
                EnumSet.of(use),
                middle.minus(Duration.ofHours(12)),
                middle.plus(Duration.ofHours(12)),
                new Place("acme.yaml", 1, 1));
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    private static Case sent(Optional<DigestAlgorithm> sign, Optional<ContentCipher> encrypt, Workspace workspace)
            throws IOException {
        return as(Messages.compose(Messages.manner(sign, encrypt, Compression.NONE), workspace), usual());
    }

    private static Case as(Composed composed, As2Rules rules) {
        return new Case(composed.headers(), composed.body(), rules);
    }

    private static Content replaced(Content content, String old, String replacement) throws IOException {
        return Content.of(new String(content.bytes(), StandardCharsets.ISO_8859_1)
                .replace(old, replacement)
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** With other bytes in its signature, wherever those stand. */
    private static Case resigned(Case sent, byte[] old, byte[] replacement) throws IOException {
        String body = new String(sent.body().bytes(), StandardCharsets.ISO_8859_1);
        int at = body.indexOf("base64\r\n\r\n") + "base64\r\n\r\n".length();
        int end = body.indexOf("\r\n--", at);
        String signature = new String(
                        java.util.Base64.getMimeDecoder().decode(body.substring(at, end)), StandardCharsets.ISO_8859_1)
                .replace(
                        new String(old, StandardCharsets.ISO_8859_1),
                        new String(replacement, StandardCharsets.ISO_8859_1));
        String encoded =
                java.util.Base64.getMimeEncoder().encodeToString(signature.getBytes(StandardCharsets.ISO_8859_1));
        return new Case(
                sent.headers(),
                Content.of(
                        (body.substring(0, at) + encoded + body.substring(end)).getBytes(StandardCharsets.ISO_8859_1)),
                sent.rules());
    }
}
