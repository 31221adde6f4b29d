package io.lading.security;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * Makes and recognises our bearer tokens: {@code ldg_}, 43 letters and digits (256 random bits), 6 more that check them.
 * Prefix and checksum let scanners find a token that leaked into a repository or a log without guessing.
 */
public final class BearerToken {
    public static final String PREFIX = "ldg_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int BODY = 43;
    private static final int CHECK = 6;

    private BearerToken() {}

    /** A new token; show it once and keep only its {@link TokenHash}. */
    public static Secret generate(SecureRandom random) {
        String body = digits(new BigInteger(256, random), BODY);
        return Secret.of(PREFIX + body + check(body));
    }

    /** True if the text has the form of our tokens and its checksum fits. */
    public static boolean isWellFormed(String text) {
        if (text.length() != PREFIX.length() + BODY + CHECK || !text.startsWith(PREFIX)) {
            return false;
        }
        String body = text.substring(PREFIX.length(), PREFIX.length() + BODY);
        return text.endsWith(check(body));
    }

    private static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK);
    }

    private static String digits(BigInteger number, int length) {
        StringBuilder out = new StringBuilder(length);
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            out.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return out.reverse().toString();
    }
}
