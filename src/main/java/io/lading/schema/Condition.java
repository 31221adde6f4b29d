package io.lading.schema;

import java.util.List;

/**
 * A relational condition between elements of a segment or components of a composite (X12.6 section 3.12).
 *
 * @param places which, from 1; for C and L the first is the one that decides
 */
public record Condition(Kind kind, List<Integer> places) {

    /** The five kinds, by the letter they are written with. */
    public enum Kind {
        /** P: all or none. */
        PAIRED,
        /** R: at least one. */
        REQUIRED,
        /** E: at most one. */
        EXCLUSIVE,
        /** C: if the first, then all others. */
        CONDITIONAL,
        /** L: if the first, then at least one other. */
        LIST_CONDITIONAL;

        static Kind of(char letter) {
            return switch (letter) {
                case 'P' -> PAIRED;
                case 'R' -> REQUIRED;
                case 'E' -> EXCLUSIVE;
                case 'C' -> CONDITIONAL;
                case 'L' -> LIST_CONDITIONAL;
                default -> throw new IllegalArgumentException("No such condition: " + letter);
            };
        }
    }

    /** The places as bits, place 1 in bit 0. */
    public long mask() {
        long mask = 0;
        for (int place : places) {
            mask |= 1L << (place - 1);
        }
        return mask;
    }

    public int first() {
        return places.get(0);
    }
}
