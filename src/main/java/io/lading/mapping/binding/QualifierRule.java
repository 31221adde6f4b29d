package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element that must hold one of some codes for a rule to take its segment; the first is the one written. Without codes
 * the element must be empty.
 */
final class QualifierRule extends ElementRule {
    private final @Nullable Qualifier qualifier;

    QualifierRule(Place place, int element, int component, List<String> codes) {
        super(place, element, component);
        this.qualifier = codes.isEmpty() ? null : new Qualifier(codes);
    }

    boolean fits(Reading in, int segment) {
        if (qualifier == null) {
            return in.present(segment, element, component) < 0;
        }
        int token = in.table.token(segment, element, 1, component);
        return token >= 0 && qualifier.isAt(in, token);
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
        if (qualifier != null) {
            out.put(element, component, qualifier.first());
        }
    }
}
