package io.lading.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The SHA-256 of a bearer token, which is all the hub keeps of it: {@code sha256:<64 hexadecimal digits>}. Tokens carry 256
 * random bits, so a plain hash cannot be searched and needs no salt.
 *
 * @param hex 64 lower-case digits
 */
public record TokenHash(String hex) {

    /** What a message says was expected. */
    public static final String EXPECTED =
            "the hash of a token, sha256: and the 64 hexadecimal digits that 'printf %s TOKEN | sha256sum' prints";

    private static final String PREFIX = "sha256:";

    /** The hash of a token as presented. */
    public static TokenHash of(String token) {
        return new TokenHash(HexFormat.of().formatHex(digest(token)));
    }

    /** Reads {@code sha256:…}; nothing if the text is not a hash. */
    public static Optional<TokenHash> parse(String text) {
        String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "";
        if (hex.length() != 64 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(new TokenHash(hex.toLowerCase(Locale.ROOT)));
    }

    /** True if this is the token's hash; takes the same time wherever the two differ. */
    public boolean matches(String token) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(hex), digest(token));
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
