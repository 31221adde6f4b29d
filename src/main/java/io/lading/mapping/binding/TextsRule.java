package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.yaml.Place;
import java.util.List;

/** A range of elements is a list of texts; more texts than elements take further segments: {@code N3.01-02: address.streets}. */
final class TextsRule extends ElementRule {
    private final int width;
    private final FieldPath path;

    TextsRule(Place place, int first, int last, FieldPath path) {
        super(place, first, 1);
        this.width = last - first + 1;
        this.path = path;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        for (int i = 0; i < width; i++) {
            int token = in.present(segment, element + i, 1);
            if (token < 0) {
                continue;
            }
            in.use(token);
            Draft holder = path.holder(target);
            if (in.trail != null) {
                in.trace(place, path + "[" + holder.count(path.leaf().index()) + "]", segment, token);
            }
            holder.addText(path.leaf().index(), in.text(token));
        }
    }

    @Override
    boolean hasValue(Object record) {
        return !path.list(record).isEmpty();
    }

    @Override
    int segments(Object record) {
        return (path.list(record).size() + width - 1) / width;
    }

    @Override
    void write(Writing out, Object record, int part) {
        List<?> texts = path.list(record);
        for (int i = 0; i < width && part * width + i < texts.size(); i++) {
            String text = texts.get(part * width + i).toString();
            out.put(element + i, 1, text);
            if (out.trail != null) {
                out.trace(place, path + "[" + (part * width + i) + "]", element + i, 1, text);
            }
        }
    }
}
