package io.lading.partner;

import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.security.SecretReference.Resolution;
import java.util.Optional;

/** Fetches what a key of a partner file refers to; the values themselves never stand in the file. */
record SecretReader(PartnerContext context, String partner) {

    /** The secret, or nothing if the key is absent or what it refers to is not there, which is reported. */
    Optional<Secret> read(String key, FileReading entry) {
        return entry.text(key).flatMap(text -> resolve(key, text, entry));
    }

    Optional<Secret> resolve(String key, String text, FileReading entry) {
        Optional<SecretReference> reference = SecretReference.parse(text);
        if (reference.isEmpty()) {
            entry.problem(key, "'" + key + "' expects " + SecretReference.EXPECTED + "; the value given is not shown.");
            return Optional.empty();
        }
        Resolution resolution = context.resolve(reference.get(), partner);
        if (resolution instanceof Resolution.Missing missing) {
            entry.problem(key, missing.problem());
        }
        return resolution instanceof Resolution.Found found ? Optional.of(found.secret()) : Optional.empty();
    }
}
