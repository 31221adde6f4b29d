package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.yaml.Place;
import java.util.List;

/** An element that must hold one of some codes for a rule to take its segment; the first is the one written. */
final class QualifierRule extends ElementRule {
    private final Qualifier qualifier;

    QualifierRule(Place place, int element, int component, List<String> codes) {
        super(place, element, component);
        this.qualifier = new Qualifier(codes);
    }

    boolean fits(Reading in, int segment) {
        int token = in.table.token(segment, element, 1, component);
        return token >= 0 && qualifier.isAt(in, token);
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        in.use(in.table.token(segment, element, 1, component));
    }

    @Override
    boolean hasValue(Object record) {
        return false;
    }

    @Override
    void write(Writing out, Object record, int part) {
        out.put(element, component, qualifier.first());
    }
}
