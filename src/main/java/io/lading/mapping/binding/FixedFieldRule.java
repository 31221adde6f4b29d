package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;

/**
 * A field that a segment says by being there: {@code set: { code: purchasing }}. A record in which it is something else is
 * not written by the segment's rule.
 */
final class FixedFieldRule extends ElementRule {
    private final FieldPath path;
    private final String value;

    FixedFieldRule(Place place, FieldPath path, String value) {
        super(place, 0, 1);
        this.path = path;
        this.value = value;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        path.holder(target).set(path.leaf().index(), value);
        in.trace(place, path.toString(), segment, in.table.tokensBegin(segment));
    }

    boolean holds(Object record) {
        return value.equals(path.get(record));
    }

    @Override
    boolean hasValue(Object record) {
        return false;
    }

    @Override
    void write(Writing out, Object record, int part) {
        if (holds(record)) {
            out.trace(place, path.toString(), 1, 1, value);
        }
    }
}
