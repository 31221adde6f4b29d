package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;

/**
 * One long text in several values of a limited width: {@code 03.04-05: { field: item.description, width: 35 }}. A part that
 * fills its width goes on in the next one; after a shorter part comes a blank.
 */
final class WrappedTextRule extends ElementRule {
    private final FieldPath path;
    private final SegmentKey.Range range;
    private final int width;

    WrappedTextRule(Place place, SegmentKey.Range range, FieldPath path, int width) {
        super(place, range.first(), range.component());
        this.path = path;
        this.range = range;
        this.width = width;
    }

    private int elementOf(int part) {
        return range.isOfComponents() ? element : element + part;
    }

    private int componentOf(int part) {
        return range.isOfComponents() ? component + part : component;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        return !path.isSet(target);
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        StringBuilder text = new StringBuilder();
        boolean full = true;
        for (int i = 0; i < range.width(); i++) {
            int token = in.present(segment, elementOf(i), componentOf(i));
            if (token < 0) {
                continue;
            }
            in.use(token);
            String part = in.text(token);
            text.append(full ? "" : " ").append(part);
            full = part.length() == width;
            in.trace(place, path.toString(), segment, token);
        }
        if (!text.isEmpty()) {
            path.holder(target).set(path.leaf().index(), text.toString());
        }
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
        if (!(path.get(record) instanceof String text)) {
            return;
        }
        int from = 0;
        for (int i = 0; i < range.width() && from < text.length(); i++) {
            boolean last = i + 1 == range.width();
            int cut = last ? text.length() : cut(text, from);
            out.put(elementOf(i), componentOf(i), text.substring(from, cut));
            from = cut < text.length() && cut - from < width && text.charAt(cut) == ' ' ? cut + 1 : cut;
        }
        out.trace(place, path.toString(), element, component, text);
    }

    /** The whole width if the cut is inside a word, else the blank before. */
    private int cut(String text, int from) {
        int most = from + width;
        if (text.length() <= most) {
            return text.length();
        }
        if (text.charAt(most - 1) != ' ' && text.charAt(most) != ' ') {
            return most;
        }
        int blank = text.lastIndexOf(' ', most - 1);
        return blank > from ? blank : most;
    }
}
