package io.lading.transport.as2;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Makes MIME entities of ours: every one is binary, for HTTP carries any byte. */
final class Entities {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    private static final int BOUNDARY_BYTES = 16;

    private Entities() {}

    static MimeEntity plain(Content content, String mediaType, String fileName) {
        MimeHeaders headers = MimeHeaders.of("Content-Type", mediaType);
        if (!fileName.isEmpty()) {
            headers = headers.and(MimeHeaders.of("Content-Disposition", disposition(fileName)));
        }
        return MimeEntity.of(headers.and(MimeHeaders.of("Content-Transfer-Encoding", "binary")), content);
    }

    /** Names beyond ASCII in RFC 2231's way, beside a plain one for old readers (RFC 6266, appendix D). */
    private static String disposition(String fileName) {
        String plain = fileName.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\]", "_");
        String header = "attachment; filename=\"" + plain + "\"";
        if (plain.equals(fileName)) {
            return header;
        }
        String encoded = java.net.URLEncoder.encode(fileName, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return header + "; filename*=UTF-8''" + encoded;
    }

    static MimeEntity compressed(MimeEntity entity, Workspace workspace) throws IOException {
        return pkcs7("compressed-data", "smime.p7z", Cms.compress(entity.whole(), workspace));
    }

    static MimeEntity encrypted(MimeEntity entity, ContentCipher cipher, X509Certificate recipient, Workspace workspace)
            throws IOException {
        String type = cipher.authenticates() ? "authEnveloped-data" : "enveloped-data";
        return pkcs7(type, "smime.p7m", CmsEncryption.encrypt(entity.whole(), cipher, recipient, workspace));
    }

    private static MimeEntity pkcs7(String type, String name, Content content) {
        return MimeEntity.of(
                MimeHeaders.of(
                        "Content-Type",
                        "application/pkcs7-mime; smime-type=" + type + "; name=\"" + name + "\"",
                        "Content-Disposition",
                        "attachment; filename=\"" + name + "\"",
                        "Content-Transfer-Encoding",
                        "binary"),
                content);
    }

    /** RFC 5751 §3.4.3. */
    static MimeEntity signed(MimeEntity entity, DigestAlgorithm digest, X509Certificate certificate, PrivateKey key)
            throws IOException {
        byte[] signature = CmsSignature.sign(entity.whole(), digest, certificate, key);
        MimeEntity part = MimeEntity.of(
                MimeHeaders.of(
                        "Content-Type",
                        "application/pkcs7-signature; name=\"smime.p7s\"",
                        "Content-Disposition",
                        "attachment; filename=\"smime.p7s\"",
                        "Content-Transfer-Encoding",
                        "base64"),
                Content.of(LINES.encode(signature)));
        String parameters = "protocol=\"application/pkcs7-signature\"; micalg=\"" + digest.mimeName() + "\"";
        return multipart("signed", parameters, List.of(entity, part));
    }

    static MimeEntity multipart(String subtype, String parameters, List<MimeEntity> parts) {
        byte[] random = new byte[BOUNDARY_BYTES];
        RANDOM.nextBytes(random);
        String boundary = "=_" + HexFormat.of().formatHex(random);
        List<Content> pieces = new java.util.ArrayList<>();
        for (MimeEntity part : parts) {
            pieces.add(Content.ascii((pieces.isEmpty() ? "--" : "\r\n--") + boundary + "\r\n"));
            pieces.add(part.whole());
        }
        pieces.add(Content.ascii("\r\n--" + boundary + "--\r\n"));
        String type = "multipart/" + subtype + "; " + parameters + "; boundary=\"" + boundary + "\"";
        return MimeEntity.of(MimeHeaders.of("Content-Type", type), Content.joined(pieces));
    }
}
