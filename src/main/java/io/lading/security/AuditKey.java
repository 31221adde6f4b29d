package io.lading.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * By what the audit is sealed: a code that only who has the key can make or check (HMAC-SHA-256), and a signature that
 * everybody can check (Ed25519, RFC 8032). Both come from one secret, which comes from the master key. Immutable.
 */
public final class AuditKey {
    private final byte[] secret;
    private final byte[] macKey;
    private final Ed25519PrivateKeyParameters signing;

    private AuditKey(byte[] secret) {
        this.secret = secret.clone();
        this.macKey = hmac(secret, "chain".getBytes(StandardCharsets.US_ASCII));
        this.signing =
                new Ed25519PrivateKeyParameters(hmac(secret, "signature".getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** The one that belongs to a master key. */
    public static AuditKey of(MasterKey master) {
        return new AuditKey(master.derive("lading audit 1"));
    }

    /** What {@link #secret} gave. */
    public static AuditKey of(Secret secret) {
        return new AuditKey(HexFormat.of().parseHex(secret.reveal()));
    }

    /** To be sealed by a later master key, so that what this key sealed can still be checked. */
    public Secret secret() {
        return Secret.of(HexFormat.of().formatHex(secret));
    }

    /** By which a seal tells its key: the beginning of the public key's hash. */
    public String id() {
        return id(publicKey());
    }

    /** By which a seal tells its key. */
    public static String id(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** 32 bytes, as in RFC 8032. */
    public byte[] publicKey() {
        return signing.generatePublicKey().getEncoded();
    }

    public byte[] mac(String text) {
        return hmac(macKey, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] sign(String text) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, signing);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        signer.update(bytes, 0, bytes.length);
        return signer.generateSignature();
    }

    /** Whether a signature was made for a text by the holder of a public key. */
    public static boolean isSigned(String text, byte[] signature, byte[] publicKey) {
        if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            return false;
        }
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        verifier.update(bytes, 0, bytes.length);
        return verifier.verifySignature(signature);
    }

    static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "audit key " + id();
    }
}
