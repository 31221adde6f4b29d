package io.lading.acknowledgement;

import io.lading.acknowledgement.ReceivedAcknowledgement.AnsweredSet;
import java.util.List;

/**
 * A CONTRL that a partner sent about one of our interchanges, as it stands there.
 *
 * @param interchangeReference UCI 0020: the interchange answered
 * @param actionCode UCI 0083 as received
 * @param verdict what it means
 * @param errorCode UCI 0085; empty if absent
 * @param groups UCF, if the interchange had groups
 * @param sets UCM outside of groups
 */
public record ReceivedSyntaxReport(
        String interchangeReference,
        String actionCode,
        Verdict verdict,
        String errorCode,
        List<AnsweredGroup> groups,
        List<AnsweredSet> sets) {

    /** What 0083 says about a level and those below. */
    public enum Verdict {
        /** 7: accepted, and all below that is not rejected by itself. */
        ACCEPTED,
        /** 4, and any code we do not know: rejected with all below. */
        REJECTED,
        /** 8: received, and nothing is said about what becomes of it. */
        RECEIVED;

        static Verdict of(String action) {
            return switch (action) {
                case SyntaxReport.ACCEPTED -> ACCEPTED;
                case SyntaxReport.RECEIVED -> RECEIVED;
                default -> REJECTED;
            };
        }
    }

    /**
     * UCF with its UCM.
     *
     * @param reference 0048
     */
    public record AnsweredGroup(String reference, Verdict verdict, String errorCode, List<AnsweredSet> sets) {}
}
