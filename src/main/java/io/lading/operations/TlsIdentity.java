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
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
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
        if (!read.getAlgorithm().equals(chain[0].getPublicKey().getAlgorithm())) {
            throw new StartRefusedException("The private key of '" + option + ".key' does not go with the certificate "
                    + certificate + ". Give both of the same pair.");
        }
        return new TlsIdentity(chain, read);
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
