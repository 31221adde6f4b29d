package io.lading.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as files keep it: Argon2id with OWASP's least costs, {@code argon2id$19456$2$1$<salt>$<hash>}.
 *
 * @param memory in KB
 */
public record PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
    /** What a message says was expected. */
    public static final String EXPECTED = "a hash as './lading hash-password' prints it: argon2id$…";

    private static final int MEMORY = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_MEMORY = 1 << 18;
    private static final int MOST_PASSES = 10;
    private static final int PARTS = 6;

    /** A new hash of a password, with a salt of its own. */
    public static PasswordHash of(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(MEMORY, PASSES, LANES, salt, derive(password, MEMORY, PASSES, LANES, salt));
    }

    /** Reads {@link #text}; nothing if it is none. */
    public static Optional<PasswordHash> parse(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != PARTS || !parts[0].equals("argon2id")) {
            return Optional.empty();
        }
        try {
            int memory = Integer.parseInt(parts[1]);
            int passes = Integer.parseInt(parts[2]);
            int lanes = Integer.parseInt(parts[3]);
            byte[] salt = Base64.getDecoder().decode(parts[4]);
            byte[] hash = Base64.getDecoder().decode(parts[5]);
            boolean sane = memory >= 8 * lanes
                    && memory <= MOST_MEMORY
                    && passes >= 1
                    && passes <= MOST_PASSES
                    && lanes >= 1
                    && lanes <= 4
                    && hash.length == HASH_BYTES
                    && salt.length >= 8;
            return sane ? Optional.of(new PasswordHash(memory, passes, lanes, salt, hash)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As files write it. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                "argon2id",
                "" + memory,
                "" + passes,
                "" + lanes,
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }

    public boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, derive(password, memory, passes, lanes, salt));
    }

    private static byte[] derive(char[] password, int memory, int passes, int lanes, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(new String(password).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @Override
    public String toString() {
        return "***";
    }
}
