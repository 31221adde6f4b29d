package io.lading.transport.as2;

import io.lading.partner.HeldCertificate;
import io.lading.partner.HeldCertificate.Use;
import io.lading.transport.as2.OpenedMessage.Payload;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens one message: decrypts, verifies, decompresses, and refuses what is not as agreed. Nothing of the content is given
 * out before all of that held. Used once.
 */
final class MessageOpener {
    private static final int MOST_SIGNATURE_BYTES = 256 * 1024;

    private final Agreed agreed;
    private final Workspace workspace;
    private final DigestAlgorithm micWanted;
    private @Nullable ContentCipher cipher;
    private @Nullable Mic signedMic;
    private @Nullable X509Certificate signer;
    private boolean compressed;

    /**
     * What is agreed with the sender.
     *
     * @param keys ours, by which it may be encrypted
     * @param signers the partner's certificates that hold now
     * @param idle those that we have of it and do not use now
     * @param mostBytes of the content, decompressed
     */
    public record Agreed(
            boolean mustBeSigned,
            boolean mustBeEncrypted,
            Set<DigestAlgorithm> digests,
            Set<ContentCipher> ciphers,
            List<CmsEncryption.Opener> keys,
            List<X509Certificate> signers,
            List<HeldCertificate> idle,
            long mostBytes) {}

    private MessageOpener(Agreed agreed, DigestAlgorithm micWanted, Workspace workspace) {
        this.agreed = agreed;
        this.micWanted = micWanted;
        this.workspace = workspace;
    }

    /** A message, or why it is refused and how that is told. */
    public sealed interface Result {
        record Opened(OpenedMessage message) implements Result {}

        /** @param forSender a sentence for the sender, if it is proven who it is; else empty */
        record Refused(Reason reason, String detail, Disposition disposition, String forSender) implements Result {}
    }

    /**
     * Opens what came as an HTTP request.
     *
     * @param request what receipt it asks for
     */
    public static Result open(
            MimeHeaders headers, Content body, ReceiptRequest request, Agreed agreed, Workspace workspace)
            throws IOException {
        DigestAlgorithm wanted = request.digests().stream().findFirst().orElse(DigestAlgorithm.SHA1);
        MessageOpener opener = new MessageOpener(agreed, wanted, workspace);
        try {
            return new Result.Opened(opener.open(MimeEntity.received(headers, body)));
        } catch (RefusedException e) {
            boolean proven = opener.signer != null || !e.forSender().isEmpty();
            boolean guarded = opener.cipher != null && !proven;
            return new Result.Refused(e.reason(), e.detail(), Disposition.refusal(e.reason(), guarded), e.forSender());
        }
    }

    private OpenedMessage open(MimeEntity outermost) throws IOException, RefusedException {
        MimeEntity entity = outermost;
        boolean plain = true;
        for (MimeEntity inner = layer(entity, true); inner != null; inner = layer(entity, false)) {
            entity = inner;
            plain = false;
        }
        checkProtection();
        Mic mic = signedMic != null ? signedMic : Mic.of(micWanted, plain ? entity.body() : entity.whole());
        List<Payload> payloads = payloads(entity);
        return new OpenedMessage(
                payloads.get(0),
                List.copyOf(payloads.subList(1, payloads.size())),
                mic,
                Optional.ofNullable(signer),
                Optional.ofNullable(signedMic).map(Mic::algorithm),
                Optional.ofNullable(cipher),
                compressed);
    }

    /** What is inside; null if this is the payload itself. Every kind of layer is there once at most. */
    private @Nullable MimeEntity layer(MimeEntity entity, boolean outermost) throws IOException, RefusedException {
        String type = entity.type().value();
        if (type.equals("multipart/signed")) {
            return signed(entity);
        }
        if (!type.equals("application/pkcs7-mime") && !type.equals("application/x-pkcs7-mime")) {
            return null;
        }
        Content content;
        try {
            content = entity.decoded(workspace);
        } catch (SpoolException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedException(Reason.UNREADABLE, "The base64 text is damaged: " + e.getMessage(), e);
        }
        Cms.Kind kind = Cms.kind(content);
        checkOutline(content, kind);
        return switch (kind) {
            case ENVELOPED, AUTHENTICATED -> decrypted(content, kind, outermost);
            case COMPRESSED -> decompressed(content);
            case SIGNED ->
                throw new RefusedException(
                        Reason.UNSUPPORTED_FORMAT,
                        "It is signed as one block (signed-data); AS2 wants multipart/signed.");
            case OTHER ->
                throw new RefusedException(Reason.UNSUPPORTED_FORMAT, "It is a CMS content of no known kind.");
        };
    }

    /** A damaged envelope is told like one that cannot be opened. */
    private static void checkOutline(Content content, Cms.Kind kind) throws IOException, RefusedException {
        try {
            CmsOutline.check(content);
        } catch (RefusedException e) {
            boolean envelope = kind == Cms.Kind.ENVELOPED || kind == Cms.Kind.AUTHENTICATED;
            throw envelope ? new RefusedException(Reason.DECRYPTION_FAILED, e.detail(), e) : e;
        }
    }

    private MimeEntity decrypted(Content content, Cms.Kind kind, boolean outermost)
            throws IOException, RefusedException {
        if (!outermost) {
            throw new RefusedException(Reason.UNSUPPORTED_FORMAT, "Something encrypted lies inside another layer.");
        }
        var opened = CmsEncryption.decrypt(content, kind, agreed.keys(), agreed.ciphers(), workspace);
        cipher = opened.cipher();
        return MimeEntity.parse(opened.content());
    }

    private MimeEntity decompressed(Content content) throws IOException, RefusedException {
        if (compressed) {
            throw new RefusedException(Reason.DECOMPRESSION_FAILED, "It is compressed twice.");
        }
        compressed = true;
        return MimeEntity.parse(Cms.decompress(content, workspace, agreed.mostBytes()));
    }

    private MimeEntity signed(MimeEntity entity) throws IOException, RefusedException {
        if (signedMic != null) {
            throw new RefusedException(Reason.UNSUPPORTED_FORMAT, "It is signed twice.");
        }
        List<Content> parts = MultipartReader.parts(entity);
        if (parts.size() != 2) {
            throw new RefusedException(
                    Reason.UNREADABLE, "The multipart/signed has " + parts.size() + " parts; expected two.");
        }
        byte[] signature = signature(MimeEntity.parse(parts.get(1)));
        CmsSignature.Claim claim = CmsSignature.read(signature);
        if (!agreed.digests().contains(claim.digest())) {
            throw new RefusedException(
                    Reason.WEAK_ALGORITHM,
                    "It is signed with " + claim.digest().word() + ", which is not agreed; expected one of "
                            + agreed.digests().stream()
                                    .map(DigestAlgorithm::word)
                                    .sorted()
                                    .toList()
                            + ".");
        }
        Mic mic = Mic.of(claim.digest(), parts.get(0));
        signer = signer(claim, parts.get(0), mic);
        signedMic = mic;
        return MimeEntity.parse(parts.get(0));
    }

    private X509Certificate signer(CmsSignature.Claim claim, Content signed, Mic mic)
            throws IOException, RefusedException {
        try {
            return CmsSignature.verify(claim, signed, mic.digest(), agreed.signers());
        } catch (RefusedException e) {
            if (e.reason() == Reason.UNKNOWN_SIGNER) {
                refuseIdle(claim, signed, mic);
            }
            throw e;
        }
    }

    /** One that we have of the partner and do not use now proves who it is, so it may know which certificate is wrong. */
    private void refuseIdle(CmsSignature.Claim claim, Content signed, Mic mic) throws IOException, RefusedException {
        for (HeldCertificate held : agreed.idle()) {
            try {
                CmsSignature.verify(claim, signed, mic.digest(), List.of(held.certificate()));
            } catch (RefusedException notByThis) {
                continue;
            }
            String label = Words.shown(held.label());
            String span = "from " + held.from().truncatedTo(ChronoUnit.SECONDS) + " until "
                    + held.until().truncatedTo(ChronoUnit.SECONDS)
                    + (held.uses().contains(Use.VERIFY) ? "" : ", and not to sign with");
            throw new RefusedException(
                    Reason.UNKNOWN_SIGNER,
                    "The signature was made with the partner's certificate " + label + ", which holds " + span
                            + ". Ask for the one that it signs with now and add it.",
                    "It was signed with your certificate " + label + ", which holds here " + span
                            + ". Send us the certificate that you sign with now, or sign with one that we have.");
        }
    }

    private static byte[] signature(MimeEntity part) throws IOException, RefusedException {
        if (part.body().size() > MOST_SIGNATURE_BYTES) {
            throw new RefusedException(
                    Reason.UNREADABLE, "The signature has " + part.body().size() + " bytes.");
        }
        try (var in = part.decoded()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RefusedException(Reason.UNREADABLE, "The signature's base64 text is damaged.", e);
        }
    }

    private void checkProtection() throws RefusedException {
        if (agreed.mustBeEncrypted() && cipher == null) {
            throw new RefusedException(Reason.INSUFFICIENT_SECURITY, "It is not encrypted, as was agreed.");
        }
        if (agreed.mustBeSigned() && signer == null) {
            throw new RefusedException(Reason.INSUFFICIENT_SECURITY, "It is not signed, as was agreed.");
        }
    }

    /** The document, then what is attached to it: multipart/related (RFC 6362 §2). */
    private List<Payload> payloads(MimeEntity entity) throws IOException, RefusedException {
        List<Payload> payloads = new ArrayList<>();
        if (entity.type().value().equals("multipart/related")) {
            for (Content part : MultipartReader.parts(entity)) {
                payloads.add(payload(MimeEntity.parse(part)));
            }
        } else {
            payloads.add(payload(entity));
        }
        if (payloads.isEmpty()) {
            throw new RefusedException(Reason.UNREADABLE, "The multipart/related has no parts.");
        }
        return payloads;
    }

    private Payload payload(MimeEntity entity) throws IOException, RefusedException {
        try {
            Content content = entity.decoded(workspace);
            if (content.size() > agreed.mostBytes()) {
                throw new RefusedException(Reason.TOO_LARGE, "It has " + content.size() + " bytes.");
            }
            return new Payload(content, entity.type().value(), entity.fileName());
        } catch (SpoolException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedException(Reason.UNREADABLE, "The content's transfer encoding is damaged.", e);
        }
    }
}
