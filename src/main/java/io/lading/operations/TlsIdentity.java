package io.lading.operations;

import io.lading.security.CertificateFile;
import io.lading.security.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.EnumSet;

/** A server's certificate with its chain and private key, read from PEM, for servers that want a key store. */
record TlsIdentity(Certificate[] chain, PrivateKey key) {
    /**
     * Reads both.
     *
     * @param certificate a file with the certificate and, below it, those that issued it
     * @param key the text of the private key
     * @param option what the messages call it
     */
    static TlsIdentity read(Path certificate, String key, String option) {
        Certificate[] chain = chain(certificate, option);
        PrivateKey read = Pem.privateKey(key)
                .orElseThrow(() -> new StartRefusedException("'" + option + ".key' expects " + Pem.KEY_EXPECTED + "."));
        if (!isPair(chain[0].getPublicKey(), read)) {
            throw new StartRefusedException("The private key of '" + option + ".key' does not go with the certificate "
                    + certificate + ". Give both of the same pair.");
        }
        return new TlsIdentity(chain, read);
    }

    /** Whether what the one signs the other verifies. */
    private static boolean isPair(PublicKey certified, PrivateKey key) {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The server's own certificate. */
    X509Certificate own() {
        return (X509Certificate) chain[0];
    }

    /**
     * Reads a PEM file with its key, or a PKCS #12 store.
     *
     * @param secret the text of the private key, or the store's password
     */
    static TlsIdentity readAny(Path certificate, String secret, String option) {
        return CertificateFile.isStore(certificate.toString())
                ? fromStore(certificate, secret.strip().toCharArray(), option)
                : read(certificate, secret, option);
    }

    private static TlsIdentity fromStore(Path file, char[] password, String option) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
                    return new TlsIdentity(store.getCertificateChain(alias), key);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException(
                    "'" + option + ".certificate': the store " + file + " does not open by the password of '" + option
                            + ".key': " + e.getMessage() + ".",
                    e);
        }
        throw new StartRefusedException(
                "'" + option + ".certificate': the store " + file + " holds no private key. Export it with its key.");
    }

    private static Certificate[] chain(Path file, String option) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException(
                    "'" + option + ".certificate': no certificate can be read from " + file + ": " + e.getMessage()
                            + ". Expected PEM.",
                    e);
        }
        throw new StartRefusedException("'" + option + ".certificate': there is no certificate in " + file + ".");
    }

    /** Writes a PKCS #12 store that only the hub's own user may read. */
    void writeStore(Path file, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("hub", key, password.toCharArray(), chain);
            Files.deleteIfExists(file);
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException("The key store " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
