package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.yaml.Place;

/** An element that always holds the same when written; when read it counts as used only if it holds just that. */
final class ConstantRule extends ElementRule {
    private final String value;

    ConstantRule(Place place, int element, int component, String value) {
        super(place, element, component);
        this.value = value;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int token = in.present(segment, element, component);
        if (token >= 0 && in.text(token).equals(value)) {
            in.use(token);
        }
    }

    @Override
    boolean hasValue(Object record) {
        return false;
    }

    @Override
    void write(Writing out, Object record, int part) {
        out.put(element, component, value);
    }
}
