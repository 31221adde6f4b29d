package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.yaml.Place;
import java.util.List;

/**
 * A range of elements or components is a list of texts; more texts than places take further segments:
 * {@code N3.01-02: address.streets}.
 */
final class TextsRule extends ElementRule {
    private final SegmentKey.Range range;
    private final FieldPath path;

    TextsRule(Place place, SegmentKey.Range range, FieldPath path) {
        super(place, range.first(), range.component());
        this.range = range;
        this.path = path;
    }

    private int elementOf(int part) {
        return range.isOfComponents() ? element : element + part;
    }

    private int componentOf(int part) {
        return range.isOfComponents() ? component + part : component;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        for (int i = 0; i < range.width(); i++) {
            int token = in.present(segment, elementOf(i), componentOf(i));
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
    FieldPath field() {
        return path;
    }

    @Override
    boolean hasValue(Object record) {
        return !path.list(record).isEmpty();
    }

    @Override
    int segments(Object record) {
        return range.isOfComponents() ? 1 : (path.list(record).size() + range.width() - 1) / range.width();
    }

    @Override
    void write(Writing out, Object record, int part) {
        List<?> texts = path.list(record);
        for (int i = range.width(); range.isOfComponents() && i < texts.size(); i++) {
            out.report(
                    FindingCode.ELEMENT_NOT_USED,
                    Severity.WARNING,
                    element,
                    path + "[" + i + "]",
                    "at most " + range.width() + " texts",
                    texts.get(i).toString());
        }
        for (int i = 0; i < range.width() && part * range.width() + i < texts.size(); i++) {
            int index = part * range.width() + i;
            String text = texts.get(index).toString();
            out.put(elementOf(i), componentOf(i), text);
            out.trace(place, path + "[" + index + "]", elementOf(i), componentOf(i), text);
        }
    }
}
