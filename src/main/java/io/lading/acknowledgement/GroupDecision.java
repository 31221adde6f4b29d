package io.lading.acknowledgement;

import java.util.List;

/**
 * What we say about one functional group.
 *
 * @param answer what answers it
 * @param errorCodes AK905 to AK909, at most five
 * @param declared AK902: the sets its trailer counts, or those received if that is not known
 * @param received AK903
 * @param accepted AK904
 * @param detail which sets the acknowledgement lists
 */
public record GroupDecision(
        GroupOutcome outcome,
        Disposition disposition,
        AcknowledgementPolicy.Functional answer,
        List<String> errorCodes,
        List<SetDecision> sets,
        long declared,
        long received,
        long accepted,
        AcknowledgementPolicy.Detail detail) {

    /** True if an acknowledgement answers it. */
    public boolean acknowledged() {
        return answer != AcknowledgementPolicy.Functional.NONE;
    }
}
