package io.lading.acknowledgement;

import java.util.List;

/**
 * What we say about one functional group.
 *
 * @param acknowledged true if a 997 answers it
 * @param errorCodes AK905 to AK909, at most five
 * @param declared AK902: the sets its trailer counts, or those received if that is not known
 * @param received AK903
 * @param accepted AK904
 * @param detail which sets the acknowledgement lists
 */
public record GroupDecision(
        GroupOutcome outcome,
        Disposition disposition,
        boolean acknowledged,
        List<String> errorCodes,
        List<SetDecision> sets,
        long declared,
        long received,
        long accepted,
        AcknowledgementPolicy.Detail detail) {}
