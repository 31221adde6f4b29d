package io.lading.transport.as2;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;

/**
 * Checks the usual RSA signatures by the JDK, once: Bouncy Castle's own verifier computes each a second time, for the sake
 * of smart cards. Of any other kind of signature it says that it does not know it. Thread-safe.
 */
final class PlainVerifier implements ContentVerifierProvider {
    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.of(
            PKCSObjectIdentifiers.sha1WithRSAEncryption, "SHA1withRSA",
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA");

    private final PublicKey key;

    private PlainVerifier(PublicKey key) {
        this.key = key;
    }

    static SignerInformationVerifier of(PublicKey key, DigestCalculatorProvider digests) {
        return new SignerInformationVerifier(
                new DefaultCMSSignatureAlgorithmNameGenerator(),
                new DefaultSignatureAlgorithmIdentifierFinder(),
                new PlainVerifier(key),
                digests);
    }

    @Override
    public boolean hasAssociatedCertificate() {
        return false;
    }

    @Override
    public X509CertificateHolder getAssociatedCertificate() {
        throw new IllegalStateException("It has a key alone.");
    }

    @Override
    public ContentVerifier get(AlgorithmIdentifier algorithm) throws OperatorCreationException {
        String name = Optional.ofNullable(NAMES.get(algorithm.getAlgorithm()))
                .orElseThrow(() -> new OperatorCreationException(algorithm.getAlgorithm() + " is not known here"));
        try {
            Signature signature = Signature.getInstance(name);
            signature.initVerify(key);
            return new Verifier(algorithm, signature);
        } catch (GeneralSecurityException e) {
            throw new OperatorCreationException(name + " cannot be checked: " + e.getMessage(), e);
        }
    }

    private record Verifier(AlgorithmIdentifier algorithm, Signature signature) implements ContentVerifier {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public OutputStream getOutputStream() {
            return new Feed(signature);
        }

        @Override
        public boolean verify(byte[] expected) {
            try {
                return signature.verify(expected);
            } catch (SignatureException e) {
                throw new RuntimeOperatorException("The signature is none: " + e.getMessage(), e);
            }
        }
    }

    /** Passes on what is signed. */
    private static final class Feed extends OutputStream {
        private final Signature signature;

        Feed(Signature signature) {
            this.signature = signature;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                signature.update(bytes, offset, length);
            } catch (SignatureException e) {
                throw new IOException("What is signed cannot be taken: " + e.getMessage(), e);
            }
        }
    }
}
