package io.lading.partner;

import io.lading.security.Secret;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a partner's SFTP server.
 *
 * @param folder where files are put or fetched, as the server names it
 * @param password absent where a key is used
 * @param key our private key, in OpenSSH or PEM form; absent where a password is used
 * @param hostKeys the server's public keys or their fingerprints: {@code SHA256:…} or {@code ssh-ed25519 AAAA…}
 */
public record SftpTerms(
        String host,
        int port,
        String folder,
        String user,
        Optional<Secret> password,
        Optional<Secret> key,
        List<String> hostKeys) {
    public SftpTerms {
        hostKeys = List.copyOf(hostKeys);
    }
}
