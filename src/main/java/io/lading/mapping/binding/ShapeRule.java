package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.Draft;
import io.lading.yaml.Place;
import org.jspecify.annotations.Nullable;

/** The code of the shape that a despatch advice's levels are written in: {@code BSN.05}. Read, the levels speak for themselves. */
final class ShapeRule extends ElementRule {
    private final Lookup lookup;
    private final @Nullable String shape;

    ShapeRule(Place place, int element, int component, Lookup lookup, @Nullable String shape) {
        super(place, element, component);
        this.lookup = lookup;
        this.shape = shape;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int token = in.present(segment, element, component);
        if (token >= 0) {
            in.use(token);
        }
    }

    @Override
    boolean hasValue(Object record) {
        return false;
    }

    @Override
    void write(Writing out, Object record, int part) {
        DespatchAdvice document = (DespatchAdvice) out.document;
        String written = DespatchTree.levels(document, shape == null ? DespatchTree.shapeFor(document) : shape);
        if (out.lookups.fromCanonical(lookup.table(), out.column, written) == null) {
            return; // X12 has no code for levels without an order; the levels speak for themselves.
        }
        String code = lookup.write(out, element, written, "shape");
        if (code != null) {
            out.put(element, component, code);
        }
    }
}
