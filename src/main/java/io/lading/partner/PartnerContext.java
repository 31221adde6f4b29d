package io.lading.partner;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.security.OutboundPolicy;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What partner files are read against.
 *
 * @param environment what this hub is for
 * @param variables environment variables, for {@code ${NAME}} and secrets
 * @param dataFolder where relative folders of connections start
 * @param maps ids of all maps, to check agreements by; unchecked if absent
 * @param schemas texts such as {@code x12/004010/850} of all sets there is a schema for; unchecked if absent
 * @param retry what holds where an agreement says nothing
 * @param outbound which addresses may be called
 * @param secrets those of the record, by name
 */
public record PartnerContext(
        Environment environment,
        Map<String, String> variables,
        Path dataFolder,
        Optional<Set<String>> maps,
        Optional<Set<String>> schemas,
        RetryPolicy retry,
        OutboundPolicy outbound,
        Function<String, Optional<Secret>> secrets) {

    /** Without a record, and so without secrets in it. */
    public PartnerContext(
            Environment environment,
            Map<String, String> variables,
            Path dataFolder,
            Optional<Set<String>> maps,
            Optional<Set<String>> schemas,
            RetryPolicy retry,
            OutboundPolicy outbound) {
        this(environment, variables, dataFolder, maps, schemas, retry, outbound, name -> Optional.empty());
    }

    SecretReference.Resolution resolve(SecretReference reference) {
        return reference.resolve(variables, dataFolder, secrets);
    }
}
