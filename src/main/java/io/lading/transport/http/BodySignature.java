package io.lading.transport.http;

import io.lading.security.Secret;
import io.lading.tracking.Body;
import io.lading.tracking.RecordUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Lading-Signature: t=<seconds since 1970>,v1=<hexadecimal>}: HMAC-SHA256 over the digits of t, a point,
 * and the body.
 */
final class BodySignature {
    static final String HEADER = "Lading-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private BodySignature() {}

    /** The header's value for a body that is sent now. */
    static String sign(Secret secret, Instant now, Body body) {
        String seconds = Long.toString(now.getEpochSecond());
        Mac mac = begun(secret, seconds);
        byte[] piece = new byte[64 * 1024];
        try (InputStream in = body.open()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                mac.update(piece, 0, count);
            }
        } catch (IOException e) {
            throw new RecordUnavailable("reading what is to be signed", e);
        }
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal());
    }

    static Mac begun(Secret secret, String seconds) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no " + ALGORITHM, e);
        }
    }
}
