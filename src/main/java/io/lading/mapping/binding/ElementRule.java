package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;
import org.jspecify.annotations.Nullable;

/** What one element, or a range of them, has to do with a record. Hot path: called for each segment. Immutable. */
abstract class ElementRule {
    final Place place;
    final int element;
    final int component;

    ElementRule(Place place, int element, int component) {
        this.place = place;
        this.element = element;
        this.component = component;
    }

    /** False if a field this rule would set was set before, so that another rule should take the segment. */
    boolean accepts(Reading in, int segment, Draft target) {
        return true;
    }

    abstract void read(Reading in, int segment, Draft target);

    /** True if the record holds something for this rule, so that the segment is worth writing. */
    abstract boolean hasValue(Object record);

    /** How many segments it takes to write the record's value. */
    int segments(Object record) {
        return 1;
    }

    /** False if the segment makes no sense, because this element has no code for what the record holds; that is reported. */
    boolean isWritable(Writing out, Object record) {
        return true;
    }

    /** The field that it is about; null if it is about none, or several. */
    @Nullable
    FieldPath field() {
        return null;
    }

    /** @param part which of the {@link #segments}, from 0 */
    abstract void write(Writing out, Object record, int part);
}
