package io.lading.acknowledgement;

import java.util.List;

/**
 * A 997 or 999 that a partner sent about one of our groups, as it stands there.
 *
 * @param functionalId AK101: GS01 of the group answered
 * @param groupControlNumber AK102: its GS06
 * @param statusCode AK901 as received
 * @param status what it means; a code we do not know counts as rejected
 * @param declared AK902; -1 if it is no number
 * @param received AK903; -1 if it is no number
 * @param accepted AK904; -1 if it is no number
 * @param errorCodes AK905 to AK909
 * @param sets the sets it lists, maybe none
 */
public record ReceivedAcknowledgement(
        String functionalId,
        String groupControlNumber,
        String statusCode,
        Disposition status,
        long declared,
        long received,
        long accepted,
        List<String> errorCodes,
        List<AnsweredSet> sets) {

    /**
     * AK2 to AK5: one of our sets.
     *
     * @param type AK201
     * @param controlNumber AK202
     * @param statusCode AK501 as received
     * @param errorCodes AK502 to AK506
     */
    public record AnsweredSet(
            String type,
            String controlNumber,
            String statusCode,
            Disposition status,
            List<String> errorCodes,
            List<SegmentNote> segments) {}

    /**
     * AK3: one segment of ours.
     *
     * @param tag AK301
     * @param ordinal AK302, ST counted as 1
     * @param loop AK303
     * @param errorCodes AK304 (and further ones in an IK3)
     */
    public record SegmentNote(
            String tag, int ordinal, String loop, List<String> errorCodes, List<ElementNote> elements) {}

    /**
     * AK4: one element of ours.
     *
     * @param component 0 if the element as a whole is meant
     * @param repetition 0 if it does not matter
     * @param reference AK402
     * @param errorCode AK403
     * @param copy AK404
     */
    public record ElementNote(
            int element, int component, int repetition, String reference, String errorCode, String copy) {}
}
