package io.lading.schema;

import java.util.List;

/**
 * A segment's elements or a composite's components, in order.
 *
 * @param name the tag, or the composite's reference
 * @param label our short name
 */
record Layout(String name, String label, List<Use> uses, List<Condition> conditions) {

    /**
     * One place of a layout.
     *
     * @param reference of a data element or composite
     * @param mandatory X12's M; every other place is optional unless a condition asks for it
     * @param repetitions how often it may repeat
     * @param label our name of this place, empty for the dictionary's
     * @param following how many places of the same follow, written {@code 2(C076)}: EDIFACT directories say so of what syntax
     *     version 4 repeats in one place
     */
    record Use(String reference, boolean mandatory, int repetitions, String label, int following) {

        Use labelled(String text) {
            return new Use(reference, mandatory, repetitions, text, following);
        }

        Use followedBy(int places) {
            return new Use(reference, mandatory, repetitions, label, places);
        }
    }
}
