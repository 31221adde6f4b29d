package io.lading.partner;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import io.lading.security.SecretReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What partner files are read against.
 *
 * @param environment what this hub is for
 * @param variables environment variables, for {@code ${NAME}} and secrets
 * @param permitted what of the machine the files may name: secrets' files, folders, variables
 * @param maps ids of all maps, to check agreements by; unchecked if absent
 * @param schemas texts such as {@code x12/004010/850} of all sets there is a schema for; unchecked if absent
 * @param retry what holds where an agreement says nothing
 * @param outbound which addresses may be called
 * @param secrets those of the record, by name
 */
public record PartnerContext(
        Environment environment,
        Map<String, String> variables,
        Permitted permitted,
        Optional<Set<String>> maps,
        Optional<Set<String>> schemas,
        RetryPolicy retry,
        OutboundPolicy outbound,
        SecretReference.Stored secrets) {

    /** Without a record, and so without secrets in it. */
    public PartnerContext(
            Environment environment,
            Map<String, String> variables,
            Permitted permitted,
            Optional<Set<String>> maps,
            Optional<Set<String>> schemas,
            RetryPolicy retry,
            OutboundPolicy outbound) {
        this(environment, variables, permitted, maps, schemas, retry, outbound, SecretReference.Stored.NONE);
    }

    /** Fetches what the file of a partner refers to, if it may. */
    SecretReference.Resolution resolve(SecretReference reference, String partner) {
        return reference.resolve(variables, permitted, secrets, partner);
    }

    /** The environment variable of a name, if there is one that partner files may use. */
    Optional<String> variable(String name) {
        return permitted.isVariable(name)
                ? Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}
