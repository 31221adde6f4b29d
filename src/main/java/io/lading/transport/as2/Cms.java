package io.lading.transport.as2;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSCompressedDataParser;
import org.bouncycastle.cms.CMSCompressedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.bouncycastle.cms.jcajce.ZlibExpanderProvider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What a CMS content is, and compression (RFC 3274, RFC 5402). */
final class Cms {
    /** Not registered with the JVM: only asked by name here, where the JDK's own providers lack something. */
    static final Provider PROVIDER = new BouncyCastleProvider();

    /** EDI shrinks to a tenth or so; what grows more than this, and is not small, is meant to fill the disk. */
    private static final int MOST_EXPANSION = 200;

    /** The kind stands at the very beginning. */
    private static final int TELLING_BYTES = 64;

    private static final long FREE_EXPANSION = 16L << 20;

    /** Reading a certificate costs as much as a small message; there are few, and they are used for years. */
    private static final Map<X509Certificate, X509CertificateHolder> HOLDERS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Cms() {}

    /** A certificate as Bouncy Castle knows it. */
    static X509CertificateHolder holder(X509Certificate certificate) {
        return HOLDERS.computeIfAbsent(certificate, one -> {
            try {
                return new JcaX509CertificateHolder(one);
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(
                        "The certificate of " + one.getSubjectX500Principal() + " cannot be written", e);
            }
        });
    }

    /** The content types of CMS that AS2 uses. */
    enum Kind {
        ENVELOPED,
        AUTHENTICATED,
        COMPRESSED,
        SIGNED,
        OTHER
    }

    /** Looks at the content itself: smime-type is often missing and sometimes wrong. */
    static Kind kind(Content content) throws IOException, RefusedException {
        try (InputStream in = bounded(content.slice(0, Math.min(content.size(), TELLING_BYTES)))) {
            if (!(new ASN1StreamParser(in).readObject() instanceof ASN1SequenceParser sequence)) {
                return Kind.OTHER;
            }
            return sequence.readObject() instanceof ASN1ObjectIdentifier identifier ? kind(identifier) : Kind.OTHER;
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(Reason.UNREADABLE, "The CMS structure cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * For Bouncy Castle, which otherwise takes announced lengths up to the size of the heap for possible, and longer ones
     * for damage.
     */
    static InputStream bounded(Content content) throws IOException {
        return new ASN1InputStream(content.open(), (int) Math.min(content.size(), Integer.MAX_VALUE));
    }

    private static Kind kind(ASN1ObjectIdentifier identifier) {
        if (identifier.equals(CMSObjectIdentifiers.envelopedData)) {
            return Kind.ENVELOPED;
        }
        if (identifier.equals(CMSObjectIdentifiers.authEnvelopedData)) {
            return Kind.AUTHENTICATED;
        }
        if (identifier.equals(CMSObjectIdentifiers.compressedData)) {
            return Kind.COMPRESSED;
        }
        return identifier.equals(CMSObjectIdentifiers.signedData) ? Kind.SIGNED : Kind.OTHER;
    }

    static Content compress(Content content, Workspace workspace) throws IOException {
        try (Spool spool = workspace.spool();
                InputStream in = content.open()) {
            try (OutputStream out = new CMSCompressedDataStreamGenerator().open(spool, new ZlibCompressor())) {
                in.transferTo(out);
            }
            return spool.content();
        }
    }

    /** @param mostBytes more than this is refused, and so is what grows out of all proportion */
    static Content decompress(Content compressed, Workspace workspace, long mostBytes)
            throws IOException, RefusedException {
        long allowed = Math.min(mostBytes, Math.max(FREE_EXPANSION, compressed.size() * MOST_EXPANSION));
        try (InputStream in = bounded(compressed);
                Spool spool = workspace.spool()) {
            InputStream expanded = new CMSCompressedDataParser(in)
                    .getContent(new ZlibExpanderProvider())
                    .getContentStream();
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int got = expanded.read(buffer); got > 0; got = expanded.read(buffer)) {
                size += got;
                if (size > allowed) {
                    throw new RefusedException(
                            Reason.TOO_LARGE,
                            "It grows beyond " + allowed + " bytes when it is decompressed, from " + compressed.size()
                                    + ".");
                }
                spool.write(buffer, 0, got);
            }
            return spool.content();
        } catch (SpoolException e) {
            throw e;
        } catch (CMSException | IOException | RuntimeException e) {
            throw new RefusedException(
                    Reason.DECOMPRESSION_FAILED, "The compressed content is damaged: " + e.getMessage(), e);
        }
    }
}
