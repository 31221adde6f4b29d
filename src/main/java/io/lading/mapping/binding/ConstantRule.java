package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.yaml.Place;
import org.jspecify.annotations.Nullable;

/** An element that always holds the same when written; when read it counts as used only if it holds just that. */
final class ConstantRule extends ElementRule {
    private final String value;
    private final @Nullable When when;

    /** @param when it is written; null for always */
    ConstantRule(Place place, int element, int component, String value, @Nullable When when) {
        super(place, element, component);
        this.value = value;
        this.when = when;
    }

    /** True if nothing depends on what a record holds. */
    boolean isAlways() {
        return when == null;
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
        if (when == null || when.holds(out.release, record)) {
            out.put(element, component, value);
        }
    }
}
