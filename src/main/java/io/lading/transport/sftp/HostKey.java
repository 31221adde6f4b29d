package io.lading.transport.sftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The keys by which partners know this server; made at the first start and kept, for they pin them. */
final class HostKey {
    private static final int BITS = 3072;
    private static final int ED25519_BITS = 256;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private HostKey() {}

    /**
     * Both: Ed25519, which new clients prefer, and RSA, which older ones know.
     *
     * @param rsa file of the RSA key; the other one lies beside it, and there is none if that file is empty
     */
    static List<KeyPair> all(Path rsa) throws IOException {
        KeyPair known = obtain(rsa);
        Path file = ed25519(rsa);
        if (!Files.exists(file)) {
            makeEd25519(file);
        }
        if (Files.size(file) == 0) {
            return List.of(known);
        }
        try (InputStream in = Files.newInputStream(file)) {
            List<KeyPair> all = new ArrayList<>();
            SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()), in, null)
                    .forEach(all::add);
            all.add(known);
            return all;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The host key " + file + " is no private key of OpenSSH's: " + e.getMessage(), e);
        }
    }

    private static Path ed25519(Path rsa) {
        String name = rsa.getFileName().toString();
        return rsa.resolveSibling(name.replaceFirst("\\.pem$", "") + "-ed25519.pem");
    }

    private static void makeEd25519(Path file) throws IOException {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, ED25519_BITS), "lading", null, text);
            write(file, text.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("An Ed25519 host key cannot be made: " + e.getMessage(), e);
        }
    }

    static KeyPair obtain(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(text.replace(BEGIN, "").replace(END, ""));
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The host key " + file + " is no RSA key in PKCS #8 form: " + e.getMessage(), e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
        String text =
                BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n" + END + "\n";
        write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Path file, byte[] text) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, mode);
        Files.write(file, text, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
