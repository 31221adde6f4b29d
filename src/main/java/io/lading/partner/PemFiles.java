package io.lading.partner;

import io.lading.security.Pem;
import io.lading.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads PEM files that stand beside a partner file. */
record PemFiles(Path folder) {

    /** The certificates of the file that a key names; empty if it cannot be read, which is reported. */
    List<X509Certificate> certificates(String key, FileReading entry) {
        return certificates(key, entry.text(key, ""), entry);
    }

    List<X509Certificate> certificates(String key, String file, FileReading entry) {
        Optional<Path> path = Beside.linked(folder, file, key, entry);
        if (path.isEmpty()) {
            return List.of();
        }
        try {
            return Pem.certificates(Files.readString(path.get()));
        } catch (IOException e) {
            entry.problem(key, "The file '" + file + "' cannot be read; it is looked for beside the partner file.");
        } catch (GeneralSecurityException e) {
            entry.problem(key, "The file '" + file + "' holds no certificate in PEM form: " + e.getMessage());
        }
        return List.of();
    }

    Optional<PrivateKey> key(String key, Secret text, FileReading entry) {
        Optional<PrivateKey> read = Pem.privateKey(text.reveal());
        if (read.isEmpty()) {
            entry.problem(key, "'" + key + "' expects " + Pem.KEY_EXPECTED + ".");
        }
        return read;
    }
}
