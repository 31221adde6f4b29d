package io.lading.cli;

import io.lading.acknowledgement.Disposition;
import io.lading.acknowledgement.GroupDecision;
import io.lading.acknowledgement.InterchangeDecision;
import io.lading.acknowledgement.SetDecision;
import io.lading.interchange.Standard;
import java.util.List;
import java.util.stream.Collectors;

/** What we would answer, in words. */
final class AnswerWords {
    private AnswerWords() {}

    /** About one transaction set that is not plainly accepted. */
    static String of(InterchangeDecision interchange, GroupDecision group, SetDecision set) {
        if (interchange.disposition() == Disposition.REJECTED) {
            return "We would answer: " + interchange(interchange);
        }
        if (isEdifact(interchange)) {
            return "We would answer: CONTRL with this transaction set " + words(set.disposition()) + others(group)
                    + ".";
        }
        if (!group.acknowledged()) {
            return "We would answer: nothing, for acknowledgements are never acknowledged.";
        }
        String codes = set.errorCodes().isEmpty() ? "" : " (AK502 = " + String.join(", ", set.errorCodes()) + ")";
        return "We would answer: 997 with this transaction set " + words(set.disposition()) + codes + others(group)
                + ".";
    }

    private static String others(GroupDecision group) {
        long others = group.received() - 1;
        if (others < 1) {
            return "";
        }
        long accepted = group.sets().stream().filter(SetDecision::isReleased).count();
        long rejected = group.received() - accepted;
        return rejected <= 1
                ? ", the other " + (accepted == 1 ? "one" : accepted) + " accepted"
                : ", " + accepted + " of " + group.received() + " accepted";
    }

    /** About an interchange as a whole. */
    static String of(InterchangeDecision decision) {
        if (decision.outcome().acknowledges() && decision.outcome().groups().isEmpty()) {
            return "We would answer: nothing, for acknowledgements are never acknowledged.";
        }
        if (decision.disposition() == Disposition.REJECTED) {
            return "We would answer: " + interchange(decision);
        }
        if (isEdifact(decision)) {
            return "We would answer: " + contrl(decision) + ".";
        }
        List<String> parts = decision.groups().stream()
                .filter(GroupDecision::acknowledged)
                .map(AnswerWords::group)
                .collect(Collectors.toList());
        if (decision.acknowledged()) {
            parts.add(0, "TA1 with the interchange " + words(decision.disposition()));
        }
        return parts.isEmpty() ? "We would answer: nothing." : "We would answer: " + String.join("; ", parts) + ".";
    }

    private static boolean isEdifact(InterchangeDecision decision) {
        return decision.outcome().header().standard() == Standard.EDIFACT;
    }

    private static String contrl(InterchangeDecision decision) {
        if (!decision.acknowledged()) {
            return "nothing";
        }
        long received =
                decision.groups().stream().mapToLong(GroupDecision::received).sum();
        long accepted = decision.released().size();
        if (accepted == received) {
            return received == 1
                    ? "CONTRL with the transaction set accepted"
                    : "CONTRL with all " + received + " transaction sets accepted";
        }
        return "CONTRL with " + accepted + " of " + received + " transaction sets accepted";
    }

    private static String interchange(InterchangeDecision decision) {
        if (isEdifact(decision)) {
            return "CONTRL with the interchange rejected (0085 = " + decision.note() + ").";
        }
        return "TA1 with the interchange rejected (TA105 = " + decision.note() + ").";
    }

    private static String group(GroupDecision group) {
        long accepted = group.accepted();
        long received = group.received();
        String number = group.outcome().header().controlNumber();
        if (received == 1) {
            return "997 with group " + number + " " + words(group.disposition());
        }
        return accepted == received
                ? "997 with all " + received + " transaction sets of group " + number + " accepted"
                : "997 with " + accepted + " of " + received + " transaction sets of group " + number + " accepted";
    }

    static String words(Disposition disposition) {
        return disposition.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
