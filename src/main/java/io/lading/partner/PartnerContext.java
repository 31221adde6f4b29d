package io.lading.partner;

import io.lading.configuration.Environment;
import io.lading.configuration.RetryPolicy;
import io.lading.security.OutboundPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 */
public record PartnerContext(
        Environment environment,
        Map<String, String> variables,
        Path dataFolder,
        Optional<Set<String>> maps,
        Optional<Set<String>> schemas,
        RetryPolicy retry,
        OutboundPolicy outbound) {}
