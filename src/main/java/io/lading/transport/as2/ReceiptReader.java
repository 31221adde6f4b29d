package io.lading.transport.as2;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads a receipt and checks its signature. */
final class ReceiptReader {
    /** A receipt is a page of text; what is larger is none. */
    public static final int MOST_BYTES = 512 * 1024;

    private static final int MOST_TEXT = 2000;

    private ReceiptReader() {}

    /** @param signer the certificate that signed it, of those held for the partner; absent where it is not signed */
    public record Read(Receipt receipt, Optional<X509Certificate> signer) {}

    /** Whether a request or answer carries a receipt rather than a message. */
    static boolean isReceipt(MimeHeaders headers, Content body) {
        if (body.size() > MOST_BYTES) {
            return false;
        }
        try {
            MimeEntity entity = MimeEntity.received(headers, body);
            return isReport(entity) || isReport(firstPart(entity).orElse(entity));
        } catch (IOException | RefusedException e) {
            return false; // Then it is a message, and is refused as one.
        }
    }

    private static boolean isReport(MimeEntity entity) throws RefusedException {
        HeaderValue type = entity.type();
        return type.value().equals("multipart/report")
                && type.parameter("report-type")
                        .filter(report -> report.equalsIgnoreCase("disposition-notification"))
                        .isPresent();
    }

    private static Optional<MimeEntity> firstPart(MimeEntity entity) throws IOException, RefusedException {
        if (!entity.type().value().equals("multipart/signed")) {
            return Optional.empty();
        }
        List<Content> parts = MultipartReader.parts(entity);
        return parts.size() == 2 ? Optional.of(MimeEntity.parse(parts.get(0))) : Optional.empty();
    }

    /** @param signers the partner's certificates that hold now */
    public static Read read(MimeHeaders headers, Content body, List<X509Certificate> signers)
            throws IOException, RefusedException {
        if (body.size() > MOST_BYTES) {
            throw new RefusedException(Reason.TOO_LARGE, "The answer is too large for a receipt.");
        }
        MimeEntity entity = MimeEntity.received(headers, body);
        Optional<X509Certificate> signer = Optional.empty();
        if (entity.type().value().equals("multipart/signed")) {
            signer = Optional.of(verify(entity, signers));
            entity = firstPart(entity).orElse(entity);
        }
        if (!isReport(entity)) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_FORMAT,
                    "Expected a receipt (multipart/report) but found '"
                            + Words.shown(entity.type().value()) + "'.");
        }
        return new Read(receipt(MultipartReader.parts(entity)), signer);
    }

    private static X509Certificate verify(MimeEntity entity, List<X509Certificate> signers)
            throws IOException, RefusedException {
        List<Content> parts = MultipartReader.parts(entity);
        if (parts.size() != 2) {
            throw new RefusedException(Reason.UNREADABLE, "The signed receipt has " + parts.size() + " parts.");
        }
        byte[] signature;
        try (InputStream in = MimeEntity.parse(parts.get(1)).decoded()) {
            signature = in.readAllBytes();
        }
        CmsSignature.Claim claim = CmsSignature.read(signature);
        Mic digest = Mic.of(claim.digest(), parts.get(0));
        return CmsSignature.verify(claim, parts.get(0), digest.digest(), signers);
    }

    private static Receipt receipt(List<Content> parts) throws IOException, RefusedException {
        String text = "";
        Optional<MimeHeaders> fields = Optional.empty();
        for (Content content : parts) {
            MimeEntity part = MimeEntity.parse(content);
            String type = part.type().value();
            try (InputStream in = part.decoded()) {
                String all = Characters.read(in.readAllBytes());
                if (type.equals("message/disposition-notification") && fields.isEmpty()) {
                    fields = Optional.of(MimeHeaders.parse(all));
                } else if (type.startsWith("text/") && text.isEmpty()) {
                    text = all.strip();
                }
            }
        }
        if (fields.isEmpty()) {
            throw new RefusedException(Reason.UNREADABLE, "The receipt has no part message/disposition-notification.");
        }
        return receipt(fields.get(), text.substring(0, Math.min(MOST_TEXT, text.length())));
    }

    private static Receipt receipt(MimeHeaders fields, String text) throws RefusedException {
        String line = fields.only("Disposition").orElse("");
        Optional<Disposition> disposition = Disposition.parse(line);
        if (disposition.isEmpty()) {
            throw new RefusedException(
                    Reason.UNREADABLE,
                    "The receipt's Disposition is '" + Words.shown(line) + "'; expected '…; processed' or the like.");
        }
        return new Receipt(
                fields.only("Original-Message-ID").map(MessageId::plain).filter(id -> !id.isEmpty()),
                disposition.get(),
                fields.only("Received-Content-MIC").flatMap(Mic::parse),
                text);
    }
}
