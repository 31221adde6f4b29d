package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.InterchangeHeader;
import java.util.List;

/**
 * One interchange after its trailer was read, or the lack of it noticed.
 *
 * @param complete false if it ended without its trailer
 * @param findings about the interchange itself, not about its groups and sets
 * @param acknowledges true if a TA1 stands in it; with no group beside that it is never answered
 */
public record InterchangeOutcome(
        InterchangeHeader header,
        List<GroupOutcome> groups,
        boolean complete,
        List<Finding> findings,
        boolean acknowledges) {}
