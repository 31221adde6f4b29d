package io.lading.partner;

import io.lading.interchange.Usage;
import io.lading.yaml.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The partner sends, we receive.
 *
 * @param match which interchanges and groups fall under it
 * @param acknowledge what we answer
 * @param duplicates how repeated control numbers are taken
 * @param trailerDefects what happens when a trailer is missing or wrong
 * @param tolerant true to read on through envelope faults that can be understood
 * @param deliver ids of the sending agreements that say where the documents go
 */
public record ReceivingAgreement(
        String id,
        String partner,
        String document,
        Format format,
        Optional<String> map,
        Optional<Path> guide,
        Optional<Path> mapOverlay,
        List<LookupFile> lookups,
        Usage usage,
        Match match,
        AcknowledgementPolicy acknowledge,
        DuplicatePolicy duplicates,
        TrailerDefects trailerDefects,
        boolean tolerant,
        List<String> deliver,
        Optional<Envelope> envelope,
        Place place)
        implements Agreement {

    ReceivingAgreement deliveringTo(List<String> destinations) {
        return new ReceivingAgreement(
                id,
                partner,
                document,
                format,
                map,
                guide,
                mapOverlay,
                lookups,
                usage,
                match,
                acknowledge,
                duplicates,
                trailerDefects,
                tolerant,
                destinations,
                envelope,
                place);
    }

    /** What happens to an interchange with a trailer defect. */
    public enum TrailerDefects {
        REJECT_ALL,
        RELEASE_GOOD_GROUPS;

        /** As files write it. */
        public String word() {
            return this == REJECT_ALL ? "rejectAll" : "releaseGoodGroups";
        }
    }
}
