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
     */
    record Use(String reference, boolean mandatory, int repetitions, String label) {

        Use labelled(String text) {
            return new Use(reference, mandatory, repetitions, text);
        }
    }
}
