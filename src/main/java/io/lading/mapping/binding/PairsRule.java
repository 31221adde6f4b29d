package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of qualifier and value pairs, as PO106 to PO125: known qualifiers are fields, the others are kept under their
 * code. A field that was set before, or whose length does not fit, goes to the others too.
 */
final class PairsRule extends ElementRule {

    /**
     * A known qualifier.
     *
     * @param digits characters the value must have, when read and to be chosen when written; 0 for any
     */
    record Known(Qualifier code, FieldPath field, int digits) {}

    private final int last;
    private final Known[] known;
    /** A list of records whose first two fields are code and value; null if other qualifiers are not kept. */
    private final @Nullable FieldPath others;

    private final @Nullable Lookup lookup;

    PairsRule(
            Place place, int first, int last, List<Known> known, @Nullable FieldPath others, @Nullable Lookup lookup) {
        super(place, first, 1);
        this.last = last;
        this.known = known.toArray(new Known[0]);
        this.others = others;
        this.lookup = lookup;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int sent = Math.min(last, in.table.elementCount(segment));
        for (int at = element; at < sent; at += 2) {
            int code = in.present(segment, at, 1);
            int value = in.present(segment, at + 1, 1);
            if (code >= 0 && value >= 0 && !readKnown(in, segment, target, code, value)) {
                readOther(in, segment, target, code, value);
            }
        }
    }

    private boolean readKnown(Reading in, int segment, Draft target, int code, int value) {
        int length = in.table.tokenEnd(value) - in.table.tokenStart(value);
        for (Known candidate : known) {
            if (!candidate.code().isAt(in, code)) {
                continue;
            }
            if ((candidate.digits() > 0 && candidate.digits() != length)
                    || candidate.field().isSet(target)) {
                return false;
            }
            in.use(code);
            in.use(value);
            candidate.field().holder(target).set(candidate.field().leaf().index(), in.text(value));
            in.trace(place, candidate.field().toString(), segment, value);
            return true;
        }
        return false;
    }

    private void readOther(Reading in, int segment, Draft target, int code, int value) {
        if (others == null) {
            return;
        }
        in.use(code);
        in.use(value);
        String name = in.text(code);
        String kept = lookup == null ? name : lookup.read(in, segment, code, name, others.toString());
        if (kept == null) {
            return;
        }
        Draft holder = others.holder(target);
        int index = holder.count(others.leaf().index());
        Draft other = holder.addRecord(others.leaf());
        other.set(0, kept);
        other.set(1, in.text(value));
        if (in.trail != null) {
            in.trace(place, others + "[" + index + "]." + nameOf(0), segment, code);
            in.trace(place, others + "[" + index + "]." + nameOf(1), segment, value);
        }
    }

    private String nameOf(int field) {
        return others == null ? "" : others.leaf().shape().fields().get(field).name();
    }

    @Override
    boolean hasValue(Object record) {
        for (Known candidate : known) {
            if (candidate.field().get(record) != null) {
                return true;
            }
        }
        return others != null && !others.list(record).isEmpty();
    }

    @Override
    void write(Writing out, Object record, int part) {
        int at = element;
        for (int i = 0; i < known.length; i++) {
            FieldPath field = known[i].field();
            if (isFirstOf(field, i) && field.get(record) instanceof String value) {
                at = writePair(out, at, qualifier(i, value.length()).code().first(), value, field.toString());
            }
        }
        if (others != null) {
            writeOthers(out, at, others, others.list(record));
        }
    }

    private void writeOthers(Writing out, int first, FieldPath list, List<?> items) {
        int at = first;
        Shape shape = list.leaf().shape();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            Object code = shape.fields().get(0).get(item);
            Object value = shape.fields().get(1).get(item);
            String text = code == null || lookup == null
                    ? (String) code
                    : lookup.write(out, at, (String) code, list.toString());
            if (text != null && value instanceof String found) {
                String path = list + "[" + i + "].";
                at = writePair(out, at, text, found, path + nameOf(1));
                out.trace(place, path + nameOf(0), at - 2, 1, text);
            }
        }
    }

    private int writePair(Writing out, int at, String code, String value, String field) {
        if (at >= last) {
            out.report(
                    FindingCode.ELEMENT_NOT_USED,
                    Severity.WARNING,
                    last,
                    field,
                    "room for one more pair of qualifier and value",
                    code + " " + value);
            return at;
        }
        out.put(at, 1, code);
        out.put(at + 1, 1, value);
        out.trace(place, field, at + 1, 1, value);
        return at + 2;
    }

    private boolean isFirstOf(FieldPath field, int index) {
        for (int i = 0; i < index; i++) {
            if (known[i].field().toString().equals(field.toString())) {
                return false;
            }
        }
        return true;
    }

    /** The qualifier for a value of this length among those of the same field. */
    private Known qualifier(int index, int length) {
        String field = known[index].field().toString();
        for (int i = index; i < known.length; i++) {
            boolean fits = known[i].digits() == 0 || known[i].digits() == length;
            if (fits && known[i].field().toString().equals(field)) {
                return known[i];
            }
        }
        return known[index];
    }
}
