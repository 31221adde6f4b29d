package io.lading.partner;

import io.lading.security.PasswordHash;
import java.util.List;
import java.util.Optional;

/**
 * How a partner signs in to its mailbox.
 *
 * @param keys public keys as OpenSSH writes them: {@code ssh-ed25519 AAAA…}
 * @param password absent where only keys are taken
 * @param unfinished names of files that count only once they are renamed
 */
public record Login(String user, List<String> keys, Optional<PasswordHash> password, UnfinishedNames unfinished) {
    public Login {
        keys = List.copyOf(keys);
    }
}
