package io.lading.transport.as2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JceAsymmetricKeyWrapper;

/** Enveloped data (RFC 5652 §6) and authenticated-enveloped data (RFC 5083, 5084). */
final class CmsEncryption {
    private static final int MOST_RECIPIENTS = 50;
    /** Shorter tags can be forged (RFC 5084 §3.2 allows 12 to 16 bytes). */
    private static final int SHORTEST_TAG = 12;

    private static final SecureRandom RANDOM = new SecureRandom();

    private CmsEncryption() {}

    /** A key to open with, and the certificate it belongs to. */
    record Opener(X509Certificate certificate, PrivateKey key) {}

    /** What came out of an envelope. */
    record Opened(Content content, ContentCipher cipher) {}

    static Content encrypt(Content content, ContentCipher cipher, X509Certificate recipient, Workspace workspace)
            throws IOException {
        try (Spool spool = workspace.spool();
                InputStream in = content.open()) {
            try (OutputStream out = encryptor(spool, cipher, recipient)) {
                in.transferTo(out);
            }
            return spool.content();
        } catch (CMSException e) {
            throw new IllegalStateException(
                    "Encrypting for " + recipient.getSubjectX500Principal() + " did not work: " + e.getMessage(), e);
        }
    }

    private static OutputStream encryptor(OutputStream into, ContentCipher cipher, X509Certificate recipient)
            throws CMSException, IOException {
        var builder = new JceCMSContentEncryptorBuilder(cipher.identifier());
        var transport = new KnownRecipient(recipient);
        if (cipher.authenticates()) {
            var generator = new CMSAuthEnvelopedDataStreamGenerator();
            generator.addRecipientInfoGenerator(transport);
            return generator.open(into, (OutputAEADEncryptor)
                    builder.setProvider(Cms.PROVIDER).build());
        }
        var generator = new CMSEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(transport);
        return generator.open(into, builder.build());
    }

    /** The recipient as Bouncy Castle's own does, but without reading the certificate anew for each message. */
    private static final class KnownRecipient extends KeyTransRecipientInfoGenerator {
        KnownRecipient(X509Certificate recipient) {
            super(
                    new IssuerAndSerialNumber(Cms.holder(recipient).toASN1Structure()),
                    new JceAsymmetricKeyWrapper(recipient));
        }
    }

    /**
     * Opens an envelope with whichever of our keys it is for.
     *
     * @param allowed ciphers that are agreed; others are refused before any key is used
     */
    static Opened decrypt(
            Content enveloped, Cms.Kind kind, List<Opener> openers, Set<ContentCipher> allowed, Workspace workspace)
            throws IOException, RefusedException {
        try (InputStream in = Cms.bounded(enveloped)) {
            if (kind == Cms.Kind.AUTHENTICATED) {
                CMSAuthEnvelopedDataParser parser = new CMSAuthEnvelopedDataParser(in);
                ContentCipher cipher = agreed(parser.getEncryptionAlgOID(), allowed);
                return open(parser.getRecipientInfos(), cipher, kind, openers, workspace);
            }
            CMSEnvelopedDataParser parser = new CMSEnvelopedDataParser(in);
            ContentCipher cipher = agreed(parser.getContentEncryptionAlgorithm(), allowed);
            if (cipher.authenticates()) {
                // RFC 5084 wants authEnveloped-data; as2-lib and its kin put GCM with its tag into enveloped-data.
                checkTag(parser.getContentEncryptionAlgorithm());
            }
            return open(parser.getRecipientInfos(), cipher, kind, openers, workspace);
        } catch (SpoolException e) {
            throw e;
        } catch (CMSException | IOException | RuntimeException e) {
            throw new RefusedException(Reason.DECRYPTION_FAILED, "The envelope cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void checkTag(AlgorithmIdentifier algorithm) throws RefusedException {
        int tag = GCMParameters.getInstance(algorithm.getParameters()).getIcvLen();
        if (tag < SHORTEST_TAG) {
            throw new RefusedException(
                    Reason.WEAK_ALGORITHM,
                    "Its GCM tag has " + tag + " bytes; expected " + SHORTEST_TAG + " at least.");
        }
    }

    private static ContentCipher agreed(AlgorithmIdentifier algorithm, Set<ContentCipher> allowed)
            throws RefusedException {
        Optional<ContentCipher> cipher = ContentCipher.of(algorithm.getAlgorithm());
        if (cipher.isEmpty() || !allowed.contains(cipher.get())) {
            throw new RefusedException(
                    Reason.WEAK_ALGORITHM,
                    "It is encrypted with "
                            + cipher.map(ContentCipher::word)
                                    .orElse(algorithm.getAlgorithm().getId())
                            + ", which is not agreed; expected one of "
                            + allowed.stream().map(ContentCipher::word).sorted().toList() + ".");
        }
        return cipher.get();
    }

    private static Opened open(
            RecipientInformationStore store,
            ContentCipher cipher,
            Cms.Kind kind,
            List<Opener> openers,
            Workspace workspace)
            throws IOException, CMSException, RefusedException {
        Collection<RecipientInformation> recipients = store.getRecipients();
        if (recipients.size() > MOST_RECIPIENTS) {
            throw new RefusedException(Reason.UNREADABLE, "It names " + recipients.size() + " recipients.");
        }
        for (RecipientInformation recipient : recipients) {
            Optional<Opener> opener = recipient instanceof KeyTransRecipientInformation
                    ? openers.stream().filter(one -> isFor(recipient, one)).findFirst()
                    : Optional.empty();
            if (opener.isPresent()) {
                Recipient key = recipient(opener.get().key(), cipher, kind);
                try (InputStream in = recipient.getContentStream(key).getContentStream()) {
                    return new Opened(workspace.take(in), cipher);
                }
            }
        }
        throw new RefusedException(
                Reason.DECRYPTION_FAILED,
                "It is encrypted for " + recipients.size()
                        + " recipient(s), none of which is a key of ours that is valid now. Has the partner our current"
                        + " certificate?");
    }

    @SuppressWarnings("unchecked") // Bouncy Castle's recipient ids are selectors of no declared type.
    private static boolean isFor(RecipientInformation recipient, Opener opener) {
        return recipient.getRID().match(Cms.holder(opener.certificate()));
    }

    /**
     * For GCM not the JDK's cipher, which keeps all plain text in memory until the tag is checked: this one writes on to
     * the spool, which nobody reads before the tag was checked.
     */
    private static Recipient recipient(PrivateKey key, ContentCipher cipher, Cms.Kind kind) {
        if (kind == Cms.Kind.AUTHENTICATED) {
            return new AuthenticatingRecipient(key, cipher)
                    .setContentProvider(Cms.PROVIDER)
                    .setMinimumTagSize(SHORTEST_TAG * Byte.SIZE);
        }
        UnwrappingRecipient recipient = new UnwrappingRecipient(key, cipher);
        return cipher.authenticates() ? recipient.setContentProvider(Cms.PROVIDER) : recipient;
    }

    /**
     * A key that does not unwrap is replaced by a random one, so that a wrong padding of the RSA block fails where and
     * when a wrong content does (Bleichenbacher's attack asks for the difference; RFC 3218 §2.3).
     */
    private static Key randomInstead(ContentCipher cipher) {
        byte[] random = new byte[cipher.keyBytes()];
        RANDOM.nextBytes(random);
        return new SecretKeySpec(random, cipher == ContentCipher.TRIPLE_DES ? "DESede" : "AES");
    }

    private static boolean fits(Key key, ContentCipher cipher) {
        byte[] encoded = key.getEncoded();
        return encoded != null && encoded.length == cipher.keyBytes();
    }

    private static final class UnwrappingRecipient extends JceKeyTransEnvelopedRecipient {
        private final ContentCipher cipher;

        UnwrappingRecipient(PrivateKey key, ContentCipher cipher) {
            super(key);
            this.cipher = cipher;
        }

        @Override
        protected Key extractSecretKey(AlgorithmIdentifier wrap, AlgorithmIdentifier content, byte[] wrapped) {
            try {
                Key key = super.extractSecretKey(wrap, content, wrapped);
                return fits(key, cipher) ? key : randomInstead(cipher);
            } catch (CMSException | RuntimeException e) {
                return randomInstead(cipher);
            }
        }
    }

    private static final class AuthenticatingRecipient extends JceKeyTransAuthEnvelopedRecipient {
        private final ContentCipher cipher;

        AuthenticatingRecipient(PrivateKey key, ContentCipher cipher) {
            super(key);
            this.cipher = cipher;
        }

        @Override
        protected Key extractSecretKey(AlgorithmIdentifier wrap, AlgorithmIdentifier content, byte[] wrapped) {
            try {
                Key key = super.extractSecretKey(wrap, content, wrapped);
                return fits(key, cipher) ? key : randomInstead(cipher);
            } catch (CMSException | RuntimeException e) {
                return randomInstead(cipher);
            }
        }
    }
}
