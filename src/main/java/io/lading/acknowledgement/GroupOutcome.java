package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import java.util.List;

/**
 * One functional group after its trailer was read, or the lack of it noticed.
 *
 * @param declaredSets GE01; -1 if the trailer is missing or says no number
 * @param complete false if it ended without its trailer
 * @param findings about the group itself, not about its sets
 */
public record GroupOutcome(
        GroupHeader header, List<SetOutcome> sets, long declaredSets, boolean complete, List<Finding> findings) {

    /** Acknowledgements travel in groups of this kind, and are never acknowledged themselves. */
    public static final String ACKNOWLEDGEMENTS = "FA";

    public boolean holdsAcknowledgements() {
        return header.functionalId().equals(ACKNOWLEDGEMENTS);
    }
}
