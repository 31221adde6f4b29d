package io.lading.transport.as2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessable;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Detached signatures (RFC 5652 §5). */
final class CmsSignature {

    private static final DigestCalculatorProvider DIGESTS = digests();

    /** Making one takes longer than checking with it; each makes its signatures and digests anew. */
    private static final Map<X509Certificate, List<SignerInformationVerifier>> VERIFIERS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private CmsSignature() {}

    private static DigestCalculatorProvider digests() {
        try {
            return new JcaDigestCalculatorProviderBuilder().build();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Every Java has digests", e);
        }
    }

    /** What a signature says before it is checked. */
    record Claim(CMSSignedData data, SignerInformation signer, DigestAlgorithm digest) {}

    static byte[] sign(Content content, DigestAlgorithm digest, X509Certificate certificate, PrivateKey key)
            throws IOException {
        try {
            CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
            ContentSigner signer = new JcaContentSignerBuilder(digest.signature(key.getAlgorithm())).build(key);
            generator.addSignerInfoGenerator(
                    new SignerInfoGeneratorBuilder(DIGESTS).build(signer, Cms.holder(certificate)));
            generator.addCertificate(Cms.holder(certificate));
            ByteArrayOutputStream signature = new ByteArrayOutputStream(2048);
            try (OutputStream out = generator.open(signature, false);
                    InputStream in = content.open()) {
                in.transferTo(out);
            }
            return signature.toByteArray();
        } catch (OperatorCreationException | CMSException e) {
            throw new IllegalStateException(
                    "Signing with " + certificate.getSubjectX500Principal() + " did not work: " + e.getMessage(), e);
        }
    }

    /** Reads a signature. It has one signer, and signed attributes unless it is over plain data (RFC 5652 §5.3). */
    static Claim read(byte[] signature) throws RefusedException {
        try {
            CmsOutline.check(Content.of(signature));
            CMSSignedData data = new CMSSignedData(signature);
            Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                throw new RefusedException(
                        Reason.UNKNOWN_SIGNER, "The signature has " + signers.size() + " signers; expected one.");
            }
            SignerInformation signer = signers.iterator().next();
            boolean plain = CMSObjectIdentifiers.data.getId().equals(data.getSignedContentTypeOID());
            if (signer.getSignedAttributes() == null && !plain) {
                throw new RefusedException(
                        Reason.UNKNOWN_SIGNER,
                        "The signature has no signed attributes and is over '" + data.getSignedContentTypeOID()
                                + "'; without them it may be over data only (RFC 5652 §5.3).");
            }
            Optional<DigestAlgorithm> digest =
                    DigestAlgorithm.of(signer.getDigestAlgorithmID().getAlgorithm());
            if (digest.isEmpty()) {
                throw new RefusedException(
                        Reason.WEAK_ALGORITHM,
                        "The signature's digest " + signer.getDigestAlgOID()
                                + " is not one we take; expected one of SHA-1, SHA-256, SHA-384, SHA-512.");
            }
            return new Claim(data, signer, digest.get());
        } catch (CMSException | IOException | RuntimeException e) {
            throw new RefusedException(Reason.UNREADABLE, "The signature cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Checks a claim against the only certificates that count, those we hold for the partner. What the signature
     * carries along proves nothing: anybody can make a certificate.
     *
     * @param signed what it is over
     * @param digest of that
     * @return the certificate that signed
     */
    static X509Certificate verify(Claim claim, Content signed, byte[] digest, List<X509Certificate> trusted)
            throws IOException, RefusedException {
        boolean direct = claim.signer().getSignedAttributes() == null;
        if (direct) {
            refuseAttributes(signed);
        }
        SignerInformation signer = direct ? over(claim, signed) : over(claim, digest);
        boolean contentDiffers = false;
        for (X509Certificate certificate : trusted) {
            Check check = check(signer, certificate);
            if (check == Check.SIGNED) {
                return certificate;
            }
            contentDiffers |= (direct || check == Check.CONTENT_DIFFERS) && claims(claim, certificate);
        }
        if (contentDiffers) {
            throw new RefusedException(
                    Reason.INTEGRITY,
                    "The content's digest is not the one that was signed: it was changed on its way.");
        }
        throw new RefusedException(Reason.UNKNOWN_SIGNER, unknown(claim, trusted));
    }

    private static SignerInformation over(Claim claim, byte[] digest) throws RefusedException {
        try {
            Map<ASN1ObjectIdentifier, byte[]> digests = Map.of(claim.digest().identifier(), digest);
            return only(new CMSSignedData(digests, claim.data().toASN1Structure()));
        } catch (CMSException e) {
            throw new RefusedException(Reason.UNREADABLE, "The signature cannot be read: " + e.getMessage(), e);
        }
    }

    private static SignerInformation over(Claim claim, Content signed) throws RefusedException {
        try {
            return only(new CMSSignedData(new Signed(signed), claim.data().toASN1Structure()));
        } catch (CMSException e) {
            throw new RefusedException(Reason.UNREADABLE, "The signature cannot be read: " + e.getMessage(), e);
        }
    }

    private static SignerInformation only(CMSSignedData data) {
        return data.getSignerInfos().getSigners().iterator().next();
    }

    /**
     * A signature over signed attributes is one over their DER bytes: without them, and with those bytes as the content, it
     * would still verify. A MIME entity does not begin with the tag of a set, which is the digit 1.
     */
    private static void refuseAttributes(Content signed) throws IOException, RefusedException {
        try (InputStream in = signed.open()) {
            if (in.read() == (BERTags.SET | BERTags.CONSTRUCTED)) {
                throw new RefusedException(
                        Reason.UNKNOWN_SIGNER,
                        "The signature has no signed attributes, and what it is over may be such.");
            }
        }
    }

    /** Read as often as it is checked. */
    private record Signed(Content content) implements CMSProcessable {
        @Override
        public void write(OutputStream out) throws IOException {
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        }

        @Override
        public Object getContent() {
            return content;
        }
    }

    private enum Check {
        SIGNED,
        CONTENT_DIFFERS,
        NOT_BY_THIS
    }

    private static Check check(SignerInformation signer, X509Certificate certificate) {
        Check found = Check.NOT_BY_THIS;
        for (SignerInformationVerifier verifier : verifiers(certificate)) {
            found = check(signer, verifier);
            if (found != Check.NOT_BY_THIS) {
                return found;
            }
        }
        return found;
    }

    private static Check check(SignerInformation signer, SignerInformationVerifier verifier) {
        try {
            return signer.verify(verifier) ? Check.SIGNED : Check.NOT_BY_THIS;
        } catch (CMSSignerDigestMismatchException e) {
            return Check.CONTENT_DIFFERS;
        } catch (CMSException | RuntimeException e) {
            return Check.NOT_BY_THIS; // the key is of another kind, or the signature no signature
        }
    }

    /** The JDK's own first, which computes faster; then Bouncy Castle's, which knows more kinds of signatures. */
    private static List<SignerInformationVerifier> verifiers(X509Certificate certificate) {
        return VERIFIERS.computeIfAbsent(certificate, one -> {
            try {
                return List.of(
                        PlainVerifier.of(one.getPublicKey(), DIGESTS),
                        new JcaSimpleSignerInfoVerifierBuilder()
                                .setProvider(Cms.PROVIDER)
                                .build(one.getPublicKey()));
            } catch (OperatorCreationException | RuntimeException e) {
                return List.of(); // a key that nobody here can check with
            }
        });
    }

    private static boolean claims(Claim claim, X509Certificate certificate) {
        return claim.signer().getSID().match(Cms.holder(certificate));
    }

    private static String unknown(Claim claim, List<X509Certificate> trusted) {
        String held = trusted.isEmpty()
                ? "none that is valid now"
                : String.join(
                        ", ",
                        trusted.stream()
                                .map(one -> "serial " + one.getSerialNumber().toString(16) + " of "
                                        + Words.shown(
                                                one.getIssuerX500Principal().getName()))
                                .toList());
        var signer = claim.signer().getSID();
        String found = signer.getSerialNumber() == null
                ? "a key identifier"
                : "serial " + signer.getSerialNumber().toString(16) + " of "
                        + Words.shown(String.valueOf(signer.getIssuer()));
        return "The signature was made with " + found + "; we hold for this partner: " + held
                + ". If the partner changed its certificate, add the new one.";
    }
}
