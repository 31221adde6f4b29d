package io.lading.partner;

import io.lading.configuration.RetryPolicy;
import io.lading.interchange.Usage;
import io.lading.yaml.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * We send, the partner receives.
 *
 * @param through id of the connection it leaves by
 * @param order which deliveries wait for each other
 * @param collecting until when documents wait to leave together; nothing if each leaves at once
 * @param urgent kinds of document that wait for nothing
 * @param expect the answer we are owed
 * @param retry when a failed delivery is tried again
 * @param defaults what is put where a document says nothing and the set must
 */
public record SendingAgreement(
        String id,
        String partner,
        String document,
        Format format,
        Optional<String> map,
        Optional<Path> guide,
        Optional<Path> mapOverlay,
        List<LookupFile> lookups,
        Usage usage,
        String through,
        SendingOrder order,
        Optional<Collecting> collecting,
        Set<String> urgent,
        Optional<Expectation> expect,
        RetryPolicy retry,
        Optional<Envelope> envelope,
        Supplied defaults,
        Place place)
        implements Agreement {

    /** What keeps its order of sending. */
    public enum SendingOrder {
        /** Documents about the same order number, so that a change never overtakes its order. */
        PER_ORDER,
        /** Everything to this destination. */
        PER_DESTINATION,
        /** Everything to this destination, by its control numbers. */
        IN_ORDER,
        NONE;

        /** As files write it. */
        public String word() {
            return switch (this) {
                case PER_ORDER -> "perOrder";
                case PER_DESTINATION -> "perDestination";
                case IN_ORDER -> "inOrder";
                case NONE -> name().toLowerCase(Locale.ROOT);
            };
        }
    }
}
