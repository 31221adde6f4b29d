package io.lading.acknowledgement;

/**
 * What an agreement says about answering.
 *
 * @param interchange when a TA1 is sent
 * @param functional what answers a group
 * @param detail which sets a 997 or 999 lists
 * @param errors what becomes of a set with errors in segments or elements
 * @param warnings whether warnings make an accepted set "accepted with errors"
 * @param trailers what becomes of good groups if the interchange's trailer is wrong or missing
 * @param overlay what becomes of a set that only breaks the partner's guide
 */
public record AcknowledgementPolicy(
        Ta1 interchange,
        Functional functional,
        Detail detail,
        Errors errors,
        Warnings warnings,
        Trailers trailers,
        Overlays overlay) {

    /** When a TA1 is sent. */
    public enum Ta1 {
        NEVER,
        /** When ISA14 asks for it. */
        AS_REQUESTED,
        /** When ISA14 asks for it, and whenever the interchange is not plainly accepted. */
        ON_ERROR
    }

    /** What answers a functional group. */
    public enum Functional {
        NONE,
        X12_997,
        /** Tells what breaks the partner's guide apart from what breaks the standard; itself always of release 005010. */
        X12_999
    }

    /** Which sets are listed. */
    public enum Detail {
        EVERY_SET,
        /** Only those with something to say about; the counts tell the rest. */
        ONLY_FINDINGS
    }

    /** What becomes of a set with errors in segments or elements. */
    public enum Errors {
        REJECT,
        ACCEPT_WITH_ERRORS
    }

    /** Whether the partner is told of warnings. */
    public enum Warnings {
        KEEP_TO_OURSELVES,
        ACCEPT_WITH_ERRORS
    }

    /** What becomes of good groups in an interchange whose trailer is wrong or missing. */
    public enum Trailers {
        REJECT_ALL,
        RELEASE_GOOD_GROUPS
    }

    /** What becomes of a set that keeps to the standard and breaks only the partner's guide. */
    public enum Overlays {
        /** Rejected with the nearest code of the standard. */
        REJECT_WITH_NEAREST_CODE,
        ACCEPT_WITH_ERRORS,
        /** Not mentioned here; another document (824) tells of it. */
        LEAVE_OUT
    }

    /** A 997 for every group and set, a TA1 when asked for or needed, errors rejected. */
    public static final AcknowledgementPolicy USUAL = new AcknowledgementPolicy(
            Ta1.ON_ERROR,
            Functional.X12_997,
            Detail.EVERY_SET,
            Errors.REJECT,
            Warnings.KEEP_TO_OURSELVES,
            Trailers.REJECT_ALL,
            Overlays.REJECT_WITH_NEAREST_CODE);

    public AcknowledgementPolicy with(Ta1 other) {
        return new AcknowledgementPolicy(other, functional, detail, errors, warnings, trailers, overlay);
    }

    public AcknowledgementPolicy with(Functional other) {
        return new AcknowledgementPolicy(interchange, other, detail, errors, warnings, trailers, overlay);
    }

    public AcknowledgementPolicy with(Detail other) {
        return new AcknowledgementPolicy(interchange, functional, other, errors, warnings, trailers, overlay);
    }

    public AcknowledgementPolicy with(Errors other) {
        return new AcknowledgementPolicy(interchange, functional, detail, other, warnings, trailers, overlay);
    }

    public AcknowledgementPolicy with(Warnings other) {
        return new AcknowledgementPolicy(interchange, functional, detail, errors, other, trailers, overlay);
    }

    public AcknowledgementPolicy with(Trailers other) {
        return new AcknowledgementPolicy(interchange, functional, detail, errors, warnings, other, overlay);
    }

    public AcknowledgementPolicy with(Overlays other) {
        return new AcknowledgementPolicy(interchange, functional, detail, errors, warnings, trailers, other);
    }
}
