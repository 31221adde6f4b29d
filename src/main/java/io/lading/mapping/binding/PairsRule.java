package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.TokenValue;
import io.lading.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of qualifier and value: known qualifiers are fields, the others are kept under their code. A field that was set
 * before, or whose length does not fit, goes to the others too.
 */
final class PairsRule extends ElementRule {

    /**
     * A known qualifier.
     *
     * @param digits characters the value must have, when read and to be chosen when written; 0 for any
     * @param when it is written; null for always
     * @param writes false if another segment writes it
     */
    record Known(
            Qualifier code,
            FieldPath field,
            int digits,
            @Nullable When when,
            boolean writes) {}

    /**
     * Where a pair stands: in two elements, as PO106 and PO107, or in the components of one, as C212 of LIN and PIA.
     *
     * @param last element of the range
     * @param codeComponent 0 if code and value are elements, code first
     * @param repeats true if further pairs may go to further segments
     * @param writesOthers false if another segment writes the pairs that have no field of their own
     */
    record Layout(int last, int valueComponent, int codeComponent, boolean repeats, boolean writesOthers) {
        int step() {
            return codeComponent == 0 ? 2 : 1;
        }

        int perSegment(int first) {
            return (last - first + 1) / step();
        }
    }

    private static final String ITEM_NUMBERS = "item-number";

    private final Layout layout;
    private final Known[] known;
    /** A list of records whose first two fields are code and value; null if other qualifiers are not kept. */
    private final @Nullable FieldPath others;

    private final @Nullable Lookup lookup;

    PairsRule(
            Place place,
            int first,
            Layout layout,
            List<Known> known,
            @Nullable FieldPath others,
            @Nullable Lookup lookup) {
        super(place, first, 1);
        this.layout = layout;
        this.known = known.toArray(new Known[0]);
        this.others = others;
        this.lookup = lookup;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int sent = Math.min(layout.last(), in.table.elementCount(segment));
        if (layout.codeComponent() > 0) {
            for (int at = element; at <= sent; at++) {
                int value = in.present(segment, at, layout.valueComponent());
                if (value >= 0) {
                    readPair(in, segment, target, in.present(segment, at, layout.codeComponent()), value);
                }
            }
            return;
        }
        for (int at = element; at < sent; at += 2) {
            int code = in.present(segment, at, 1);
            int value = in.present(segment, at + 1, 1);
            if (code >= 0 && value >= 0) {
                readPair(in, segment, target, code, value);
            }
        }
    }

    /** @param code -1 if only the value was sent */
    private void readPair(Reading in, int segment, Draft target, int code, int value) {
        if (code < 0 || !readKnown(in, segment, target, code, value)) {
            readOther(in, segment, target, code, value);
        }
    }

    private boolean readKnown(Reading in, int segment, Draft target, int code, int value) {
        int length = TokenValue.end(in.table, value) - TokenValue.start(in.table, value);
        for (Known candidate : known) {
            if (!candidate.code().isAt(in, code) || (candidate.digits() > 0 && candidate.digits() != length)) {
                continue;
            }
            if (candidate.field().isSet(target)) {
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
        in.use(value);
        String kept = code < 0 ? null : code(in, segment, code, others);
        if (code >= 0 && kept == null) {
            return;
        }
        Draft holder = others.holder(target);
        int index = holder.count(others.leaf().index());
        Draft other = holder.addRecord(others.leaf());
        if (kept != null) {
            other.set(0, kept);
        }
        other.set(1, in.text(value));
        if (in.trail != null) {
            if (code >= 0) {
                in.trace(place, others + "[" + index + "]." + nameOf(0), segment, code);
            }
            in.trace(place, others + "[" + index + "]." + nameOf(1), segment, value);
        }
    }

    private @Nullable String code(Reading in, int segment, int code, FieldPath list) {
        in.use(code);
        String name = in.text(code);
        return lookup == null ? name : lookup.read(in, segment, code, name, list.toString());
    }

    private String nameOf(int field) {
        return others == null ? "" : others.leaf().shape().fields().get(field).name();
    }

    @Override
    boolean hasValue(Object record) {
        return count(record) > 0;
    }

    private int count(Object record) {
        int count = others == null || !layout.writesOthers()
                ? 0
                : others.list(record).size();
        for (int i = 0; i < known.length; i++) {
            if (known[i].writes()
                    && isFirstOf(known[i].field(), i)
                    && known[i].field().get(record) != null) {
                count++;
            }
        }
        return count;
    }

    @Override
    int segments(Object record) {
        int perSegment = layout.perSegment(element);
        return layout.repeats() ? Math.max(1, (count(record) + perSegment - 1) / perSegment) : 1;
    }

    @Override
    void write(Writing out, Object record, int part) {
        Pairs pairs = new Pairs(out, part);
        for (int i = 0; i < known.length; i++) {
            FieldPath field = known[i].field();
            if (known[i].writes() && isFirstOf(field, i) && field.get(record) instanceof String value) {
                String code = qualifier(out, record, i, value.length()).code().first();
                pairs.write(code, value, field.toString());
            }
        }
        if (others != null && layout.writesOthers()) {
            writeOthers(pairs, others, others.list(record));
        }
    }

    private void writeOthers(Pairs pairs, FieldPath list, List<?> items) {
        Shape shape = list.leaf().shape();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            Object code = shape.fields().get(0).get(item);
            if (!(shape.fields().get(1).get(item) instanceof String value)) {
                continue;
            }
            if (!pairs.isInPart()) {
                pairs.skip();
                continue;
            }
            String path = list + "[" + i + "].";
            String text = code == null || lookup == null
                    ? (String) code
                    : lookup.write(pairs.out, element, (String) code, path + nameOf(0));
            if (text == null && code != null && lookup != null && lookup.table().equals(ITEM_NUMBERS)) {
                text = agreedScheme(pairs.out, lookup);
            }
            if (text != null || (code == null && layout.codeComponent() > 0)) {
                int at = pairs.at;
                pairs.write(text, value, path + nameOf(1));
                if (text != null) {
                    pairs.out.trace(place, path + nameOf(0), at, Math.max(1, layout.codeComponent()), text);
                }
            }
        }
    }

    /** The code of the kind that the agreement has for item numbers of kinds without a code; null if it has none. */
    private static @Nullable String agreedScheme(Writing out, Lookup lookup) {
        String scheme = out.lookups.defaults().itemScheme();
        return scheme == null ? null : out.lookups.fromCanonical(lookup.table(), out.column, scheme);
    }

    /** Puts pairs one after the other, of which only those of one part of several segments. */
    private final class Pairs {
        private final Writing out;
        private final int skipped;
        private int index;
        private int at = element;

        Pairs(Writing out, int part) {
            this.out = out;
            this.skipped = part * layout.perSegment(element);
        }

        boolean isInPart() {
            return index >= skipped && (!layout.repeats() || index < skipped + layout.perSegment(element));
        }

        void skip() {
            index++;
        }

        void write(@Nullable String code, String value, String field) {
            boolean wanted = isInPart();
            index++;
            if (!wanted) {
                return;
            }
            if (at + layout.step() - 1 > layout.last()) {
                out.report(
                        FindingCode.ELEMENT_NOT_USED,
                        Severity.WARNING,
                        layout.last(),
                        field,
                        "room for one more pair of qualifier and value",
                        code + " " + value);
                return;
            }
            put(code, value);
            out.trace(place, field, at + layout.step() - 1, 1, value);
            at += layout.step();
        }

        private void put(@Nullable String code, String value) {
            if (layout.codeComponent() == 0) {
                out.put(at, 1, code == null ? "" : code);
                out.put(at + 1, 1, value);
                return;
            }
            out.put(at, layout.valueComponent(), value);
            if (code != null) {
                out.put(at, layout.codeComponent(), code);
            }
        }
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
    private Known qualifier(Writing out, Object record, int index, int length) {
        String field = known[index].field().toString();
        for (int i = index; i < known.length; i++) {
            Known candidate = known[i];
            boolean fits = (candidate.digits() == 0 || candidate.digits() == length)
                    && (candidate.when() == null || candidate.when().holds(out.release, record));
            if (fits && candidate.field().toString().equals(field)) {
                return candidate;
            }
        }
        return known[index];
    }
}
