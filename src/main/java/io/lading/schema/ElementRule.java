package io.lading.schema;

import org.jspecify.annotations.Nullable;

/**
 * What one element of a segment, or one component of a composite, must be; compiled from dictionary and overlay.
 *
 * @param reference the data element's number, as acknowledgements quote it
 * @param label our name of it
 * @param forbidden true if the partner's guide does not use it
 * @param repetitions how often it may repeat
 * @param codes the only codes allowed, if that is limited
 * @param knownCodes what some codes mean, for people
 * @param components the composite's own rules, or null for a simple element
 * @param overlaid which of its rules the partner's guide made, as bits of {@link #USE}, {@link #LENGTH}, {@link #CODES}
 */
public record ElementRule(
        String reference,
        String label,
        ElementType type,
        int shortest,
        int longest,
        boolean mandatory,
        boolean forbidden,
        int repetitions,
        @Nullable CodeList codes,
        @Nullable CodeList knownCodes,
        @Nullable LayoutRule components,
        int overlaid) {

    public static final int USE = 1;
    public static final int LENGTH = 2;
    public static final int CODES = 4;

    /** There is more to look at than type, length and codes. */
    static final int SLOW_BIT = 1 << 4;
    /** Only certain codes are allowed. */
    static final int CODED_BIT = 1 << 5;

    ElementRule repeating(int times) {
        return new ElementRule(
                reference,
                label,
                type,
                shortest,
                longest,
                mandatory,
                forbidden,
                times,
                codes,
                knownCodes,
                components,
                overlaid);
    }

    public boolean isOverlaid(int rule) {
        return (overlaid & rule) != 0;
    }

    /** {@code 1 to 22 characters}, {@code 9 digits}: as it would follow "expected". */
    public String lengthWords() {
        boolean digits = type == ElementType.INTEGER || type == ElementType.DECIMAL || type == ElementType.NUMBER;
        String unit = digits ? " digit" : " character";
        String count = shortest == longest ? String.valueOf(longest) : shortest + " to " + longest;
        return count + unit + (longest == 1 ? "" : "s");
    }

    /** The facts the hot path needs in one word: type, whether there is more to check, shortest, longest. */
    long facts() {
        boolean slow = components != null || forbidden;
        int bits = (slow ? SLOW_BIT : 0) | (codes != null ? CODED_BIT : 0);
        return type.code() | bits | ((long) shortest << 8) | ((long) longest << 32);
    }
}
