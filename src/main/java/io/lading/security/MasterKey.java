package io.lading.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals the secrets of the record; it never stands in the database. Each secret has a data key of its own
 * (AES-256-GCM), which this one wraps; both are bound to the place they are kept at, so that rows cannot be exchanged.
 */
public final class MasterKey {
    public static final String FILE_NAME = "master-key";

    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final String id;

    private MasterKey(byte[] key) {
        this.key = key;
        this.id = HexFormat.of().formatHex(sha256(key), 0, 8);
    }

    /** A secret as it is kept. */
    public record Sealed(String keyId, byte[] wrapped, byte[] sealed) {}

    /** The key is not the one that sealed, or somebody changed what was sealed. */
    public static final class NotOpened extends Exception {
        private static final long serialVersionUID = 1;

        NotOpened(String message) {
            super(message);
        }
    }

    /** Reads a key: 64 hexadecimal digits. */
    public static Optional<MasterKey> parse(String text) {
        String hex = text.strip();
        boolean fits = hex.length() == 2 * BYTES && hex.chars().allMatch(HexFormat::isHexDigit);
        return fits ? Optional.of(new MasterKey(HexFormat.of().parseHex(hex))) : Optional.empty();
    }

    /** The key of a file that only the hub's user may read; made if it is not there. */
    public static MasterKey obtain(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return read(file);
    }

    /** The key of a file that nobody but its owner may read. */
    public static MasterKey read(Path file) throws IOException {
        if (isPosix(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.removeAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            if (!permissions.isEmpty()) {
                throw new IOException("The master key " + file
                        + " may be read by others than its owner: chmod 0400 it, and think about who may have it.");
            }
        }
        return parse(Files.readString(file, StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IOException("The master key " + file
                        + " does not hold 64 hexadecimal digits; 'openssl rand -hex 32' prints a key."));
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        FileAttribute<?>[] mode = isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path draft = file.resolveSibling(FILE_NAME + "." + Long.toHexString(RANDOM.nextLong()));
        Files.createFile(draft, mode);
        Files.writeString(
                draft, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try {
            // A link, unlike a move, refuses to replace the key that another process made meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other process's key holds.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** By which a sealed secret tells its key; says nothing about the key itself. */
    public String id() {
        return id;
    }

    /** @param place table, row and column; the secret can be opened there only */
    public Sealed seal(Secret secret, String place) {
        byte[] dataKey = new byte[BYTES];
        RANDOM.nextBytes(dataKey);
        byte[] sealed = encrypt(dataKey, secret.reveal().getBytes(StandardCharsets.UTF_8), place);
        return new Sealed(id, encrypt(key, dataKey, place), sealed);
    }

    /** What was sealed. */
    public Secret open(Sealed sealed, String place) throws NotOpened {
        byte[] dataKey = unwrap(sealed, place);
        return Secret.of(new String(decrypt(dataKey, sealed.sealed(), place), StandardCharsets.UTF_8));
    }

    /** The same secret under another master key; the secret itself is not opened. */
    public Sealed rewrap(Sealed sealed, MasterKey next, String place) throws NotOpened {
        return new Sealed(next.id, encrypt(next.key, unwrap(sealed, place), place), sealed.sealed());
    }

    /** A key of its own for one purpose, from which this one cannot be found. */
    byte[] derive(String purpose) {
        return AuditKey.hmac(key, purpose.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] unwrap(Sealed sealed, String place) throws NotOpened {
        if (!sealed.keyId().equals(id)) {
            throw new NotOpened(
                    place + " was sealed by the master key " + sealed.keyId() + ", this one is " + id + ".");
        }
        return decrypt(key, sealed.wrapped(), place);
    }

    private static byte[] encrypt(byte[] key, byte[] plain, String place) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
            byte[] out = Arrays.copyOf(nonce, NONCE + encrypted.length);
            System.arraycopy(encrypted, 0, out, NONCE, encrypted.length);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM.", e);
        }
    }

    private static byte[] decrypt(byte[] key, byte[] kept, String place) throws NotOpened {
        try {
            byte[] nonce = Arrays.copyOf(kept, NONCE);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(kept, NONCE, kept.length - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NotOpened(place + " is not as it was sealed.");
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "master key " + id;
    }
}
