package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import java.util.List;

/**
 * What we say about one transaction set.
 *
 * @param errorCodes AK502 to AK506, at most five
 * @param reported the findings that its acknowledgement lists
 */
public record SetDecision(
        SetOutcome outcome, Disposition disposition, List<String> errorCodes, List<Finding> reported) {

    /** True if the set goes on to translation. */
    public boolean isReleased() {
        return disposition.isAccepted();
    }
}
