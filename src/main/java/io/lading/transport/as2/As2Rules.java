package io.lading.transport.as2;

import io.lading.partner.As2Terms;
import io.lading.partner.CertificateSet;
import io.lading.partner.HeldCertificate;
import io.lading.partner.HeldCertificate.Use;
import io.lading.transport.as2.MessageComposer.Compression;
import io.lading.transport.as2.MessageComposer.Encryption;
import io.lading.transport.as2.MessageComposer.Manner;
import io.lading.transport.as2.MessageComposer.Signing;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a connection's terms mean at one moment, with the certificates that hold then.
 *
 * @param own our certificates with their keys
 */
record As2Rules(As2Terms terms, CertificateSet own, Instant at) {

    /** What comes in must be so. */
    MessageOpener.Agreed receiving(long mostBytes) {
        return new MessageOpener.Agreed(
                terms.mustBeSigned(),
                terms.mustBeEncrypted(),
                digests(),
                ciphers(),
                openers(),
                signers(),
                idle(),
                mostBytes);
    }

    private Set<DigestAlgorithm> digests() {
        Set<DigestAlgorithm> out = EnumSet.noneOf(DigestAlgorithm.class);
        for (DigestAlgorithm digest : DigestAlgorithm.values()) {
            if (isTaken(digest.word())) {
                out.add(digest);
            }
        }
        return out;
    }

    private Set<ContentCipher> ciphers() {
        Set<ContentCipher> out = EnumSet.noneOf(ContentCipher.class);
        for (ContentCipher cipher : ContentCipher.values()) {
            if (isTaken(cipher.word())) {
                out.add(cipher);
            }
        }
        return out;
    }

    private boolean isTaken(String word) {
        return !As2Terms.WEAK.contains(word) || terms.accepts().contains(word);
    }

    private List<CmsEncryption.Opener> openers() {
        List<CmsEncryption.Opener> openers = new ArrayList<>();
        for (HeldCertificate held : own.valid(Use.DECRYPT, at)) {
            held.key().ifPresent(key -> openers.add(new CmsEncryption.Opener(held.certificate(), key)));
        }
        return openers;
    }

    /** The partner's certificates that may not have signed: their time is over or to come, or they are for another use. */
    private List<HeldCertificate> idle() {
        List<HeldCertificate> valid = terms.certificates().valid(Use.VERIFY, at);
        return terms.certificates().all().stream()
                .filter(held -> !valid.contains(held))
                .toList();
    }

    /** The partner's certificates that may have signed. */
    List<X509Certificate> signers() {
        return terms.certificates().valid(Use.VERIFY, at).stream()
                .map(HeldCertificate::certificate)
                .toList();
    }

    /** To sign with, if one of our certificates is in use. */
    Optional<Signing> signing(DigestAlgorithm digest) {
        return own.active(Use.SIGN, at).flatMap(held -> held.key().map(key -> signing(digest, held, key)));
    }

    private static Signing signing(DigestAlgorithm digest, HeldCertificate held, PrivateKey key) {
        return new Signing(digest, held.certificate(), key);
    }

    /** How what goes out is made; or the sentence that says why it cannot be. */
    sealed interface Sending {
        record Ready(Manner manner) implements Sending {}

        record Impossible(String why) implements Sending {}
    }

    Sending sending() {
        Optional<DigestAlgorithm> digest = terms.sign().flatMap(DigestAlgorithm::parse);
        Optional<ContentCipher> cipher = terms.encrypt().flatMap(ContentCipher::parse);
        Optional<Signing> signing = digest.flatMap(this::signing);
        if (digest.isPresent() && signing.isEmpty()) {
            return new Sending.Impossible(
                    "None of our certificates is in use for signing now; see 'certificates:' in the file that describes"
                            + " ourselves.");
        }
        Optional<HeldCertificate> recipient = terms.certificates().active(Use.ENCRYPT, at);
        if (cipher.isPresent() && recipient.isEmpty()) {
            return new Sending.Impossible(
                    "None of the partner's certificates is in use for encryption now; ask for the new one and add it.");
        }
        return new Sending.Ready(new Manner(
                signing,
                cipher.map(one -> new Encryption(one, recipient.orElseThrow().certificate())),
                compression(),
                request(digest)));
    }

    private Compression compression() {
        return MessageComposer.compression(terms.compress()).orElse(Compression.NONE);
    }

    private ReceiptRequest request(Optional<DigestAlgorithm> digest) {
        As2Terms.Receipt receipt = terms.receipt();
        return switch (receipt.mode()) {
            case NONE -> ReceiptRequest.NONE;
            case SYNC -> new ReceiptRequest(true, receipt.signed(), digests(digest), Optional.empty());
            case ASYNC -> new ReceiptRequest(true, receipt.signed(), digests(digest), receipt.url());
        };
    }

    private static List<DigestAlgorithm> digests(Optional<DigestAlgorithm> digest) {
        return List.of(digest.orElse(DigestAlgorithm.SHA256));
    }
}
