package io.lading.transport.as2;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/** Makes the exact bytes of a message. They are made once; whoever sends them again sends the same. */
final class MessageComposer {
    static final String VERSION = "1.2"; // RFC 6362 §3: names and several attachments; 1.1 is compression

    private MessageComposer() {}

    /** When a message is compressed (RFC 5402 §3). */
    public enum Compression {
        NONE,
        BEFORE_SIGNING,
        AFTER_SIGNING;

        /** As partner files write it. */
        public String word() {
            return switch (this) {
                case NONE -> "none";
                case BEFORE_SIGNING -> "beforeSigning";
                case AFTER_SIGNING -> "afterSigning";
            };
        }
    }

    /** To sign with. */
    public record Signing(DigestAlgorithm digest, X509Certificate certificate, PrivateKey key) {}

    /** To encrypt for. */
    public record Encryption(ContentCipher cipher, X509Certificate recipient) {}

    /** How a message is protected and what receipt it asks for. */
    public record Manner(
            Optional<Signing> sign, Optional<Encryption> encrypt, Compression compression, ReceiptRequest receipt) {}

    /**
     * What is sent.
     *
     * @param messageId without angle brackets
     * @param fileName for the receiver's eyes; empty for none
     */
    public record Letter(
            String from,
            String to,
            String messageId,
            String subject,
            String mediaType,
            String fileName,
            Content content) {}

    /**
     * The bytes for the wire.
     *
     * @param headers to be sent as HTTP headers
     * @param mic what the receipt must say
     */
    public record Composed(MimeHeaders headers, Content body, Mic mic) {}

    public static Composed compose(Letter letter, Manner manner, Workspace workspace) throws IOException {
        MimeEntity payload = Entities.plain(letter.content(), letter.mediaType(), letter.fileName());
        MimeEntity entity = payload;
        boolean compressFirst = manner.compression() == Compression.BEFORE_SIGNING;
        if (compressFirst) {
            entity = Entities.compressed(entity, workspace);
        }
        MimeEntity signedOver = entity;
        if (manner.sign().isPresent()) {
            Signing signing = manner.sign().get();
            entity = Entities.signed(entity, signing.digest(), signing.certificate(), signing.key());
        }
        if (manner.compression() == Compression.AFTER_SIGNING) {
            entity = Entities.compressed(entity, workspace);
        }
        if (manner.encrypt().isPresent()) {
            Encryption encryption = manner.encrypt().get();
            entity = Entities.encrypted(entity, encryption.cipher(), encryption.recipient(), workspace);
        }
        return new Composed(
                headers(letter, manner).and(entity.headers()), entity.body(), mic(manner, signedOver, payload));
    }

    /** RFC 4130 §7.3.1 and RFC 5402 §4. */
    private static Mic mic(Manner manner, MimeEntity signedOver, MimeEntity payload) throws IOException {
        if (manner.sign().isPresent()) {
            return Mic.of(manner.sign().get().digest(), signedOver.whole());
        }
        DigestAlgorithm digest = manner.receipt().digests().stream().findFirst().orElse(DigestAlgorithm.SHA1);
        boolean plain = manner.encrypt().isEmpty() && manner.compression() == Compression.NONE;
        return Mic.of(digest, plain ? payload.body() : payload.whole());
    }

    private static MimeHeaders headers(Letter letter, Manner manner) {
        return MimeHeaders.of(
                        "AS2-Version",
                        VERSION,
                        "EDIINT-Features",
                        "AS2-Reliability, multiple-attachments",
                        "AS2-From",
                        As2Name.header(letter.from()),
                        "AS2-To",
                        As2Name.header(letter.to()),
                        "Message-ID",
                        "<" + letter.messageId() + ">",
                        "Subject",
                        letter.subject(),
                        "MIME-Version",
                        "1.0")
                .and(manner.receipt().headers(letter.from()));
    }

    /** The words of {@link Compression}. */
    public static Optional<Compression> compression(String word) {
        for (Compression one : Compression.values()) {
            if (one.word().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
