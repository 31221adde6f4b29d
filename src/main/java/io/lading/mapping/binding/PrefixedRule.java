package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;

/**
 * A number that is sent with a prefix: {@code MAN[01=GM].02: { field: sscc, prefix: "00", digits: 18 }}, where 00 is the GS1
 * application identifier. Without the prefix it is taken as it is.
 */
final class PrefixedRule extends ElementRule {
    private final FieldPath path;
    private final String prefix;
    private final int digits;

    PrefixedRule(Place place, int element, int component, FieldPath path, String prefix, int digits) {
        super(place, element, component);
        this.path = path;
        this.prefix = prefix;
        this.digits = digits;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        return !path.isSet(target);
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int token = in.present(segment, element, component);
        if (token < 0) {
            return;
        }
        in.use(token);
        String text = in.text(token);
        boolean prefixed = text.length() == prefix.length() + digits && text.startsWith(prefix);
        path.holder(target).set(path.leaf().index(), prefixed ? text.substring(prefix.length()) : text);
        in.trace(place, path.toString(), segment, token);
    }

    @Override
    FieldPath field() {
        return path;
    }

    @Override
    boolean hasValue(Object record) {
        return path.get(record) != null;
    }

    @Override
    void write(Writing out, Object record, int part) {
        if (path.get(record) instanceof String text) {
            String sent = text.length() == digits ? prefix + text : text;
            out.put(element, component, sent);
            out.trace(place, path.toString(), element, component, sent);
        }
    }
}
