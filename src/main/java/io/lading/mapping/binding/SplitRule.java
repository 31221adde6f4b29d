package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;
import java.util.List;

/** One value is several fields: {@code 03: { split: [number, release], at: "-" }}; they are joined when written. */
final class SplitRule extends ElementRule {
    private final List<FieldPath> paths;
    private final String separator;

    SplitRule(Place place, int element, int component, List<FieldPath> paths, String separator) {
        super(place, element, component);
        this.paths = paths;
        this.separator = separator;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        return !paths.get(0).isSet(target);
    }

    /** The last field takes what is left, separators included. */
    @Override
    void read(Reading in, int segment, Draft target) {
        int token = in.present(segment, element, component);
        if (token < 0) {
            return;
        }
        in.use(token);
        String rest = in.text(token);
        for (int i = 0; i < paths.size() && !rest.isEmpty(); i++) {
            int at = i + 1 == paths.size() ? -1 : rest.indexOf(separator);
            String part = at < 0 ? rest : rest.substring(0, at);
            rest = at < 0 ? "" : rest.substring(at + separator.length());
            if (!part.isEmpty()) {
                FieldPath path = paths.get(i);
                path.holder(target).set(path.leaf().index(), part);
                in.trace(place, path.toString(), segment, token);
            }
        }
    }

    @Override
    boolean hasValue(Object record) {
        return paths.get(0).get(record) != null;
    }

    @Override
    void write(Writing out, Object record, int part) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).get(record) instanceof String value) {
                text.append(i == 0 ? "" : separator).append(value);
            }
        }
        if (text.isEmpty()) {
            return;
        }
        out.put(element, component, text.toString());
        for (FieldPath path : paths) {
            if (path.get(record) instanceof String value) {
                out.trace(place, path.toString(), element, component, value);
            }
        }
    }
}
