package io.lading.cli;

import io.lading.cli.Alignment.Pair;
import io.lading.cli.SegmentsOfFile.Part;
import io.lading.interchange.SetHeader;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what two files say differently: envelope by envelope, set by set, segment by segment, element by element. */
final class FileDifference {
    private static final int SAME = 4;
    private static final int SAME_QUALIFIER = 2;
    private static final int SAME_TAG = 1;

    private final Examination examination;
    private final boolean contentOnly;
    private final List<Difference> found = new ArrayList<>();

    /** @param contentOnly true to leave out envelopes, set headers and set trailers */
    FileDifference(Examination examination, boolean contentOnly) {
        this.examination = examination;
        this.contentOnly = contentOnly;
    }

    List<Difference> between(SegmentsOfFile left, SegmentsOfFile right) {
        List<Part> first = parts(left);
        List<Part> second = parts(right);
        Alignment alignment = new Alignment((i, j) -> likeness(first.get(i), second.get(j)), SAME);
        for (Pair pair : alignment.of(first.size(), second.size())) {
            if (pair.onlyInFirst()) {
                whole(first.get(pair.first()), true);
            } else if (pair.onlyInSecond()) {
                whole(second.get(pair.second()), false);
            } else {
                compare(first.get(pair.first()), second.get(pair.second()));
            }
        }
        return found;
    }

    private List<Part> parts(SegmentsOfFile file) {
        return file.parts().stream()
                .filter(part -> part.set() != null || !contentOnly)
                .toList();
    }

    private static int likeness(Part first, Part second) {
        if (!first.kind().equals(second.kind())) {
            return 0;
        }
        SetHeader one = first.set();
        SetHeader other = second.set();
        boolean sameNumber = one != null && other != null && one.controlNumber().equals(other.controlNumber());
        return sameNumber ? SAME_QUALIFIER : SAME_TAG;
    }

    private void whole(Part part, boolean inFirst) {
        SegmentTable table = part.segments();
        String text =
                part.set() == null ? table.segmentText(0) : "the whole set, " + table.segmentCount() + " segments";
        add(
                part,
                table.tagText(0),
                inFirst ? 1 : 0,
                inFirst ? 0 : 1,
                label(part, table.tagText(0)),
                inFirst ? text : "",
                inFirst ? "" : text);
    }

    private void compare(Part first, Part second) {
        SegmentTable one = first.segments();
        SegmentTable other = second.segments();
        int from = contentOnly ? 1 : 0;
        int firstSize = size(one, from);
        int secondSize = size(other, from);
        Alignment alignment = new Alignment((i, j) -> likeness(one, i + from, other, j + from), SAME);
        for (Pair pair : alignment.of(firstSize, secondSize)) {
            int i = pair.first() + from;
            int j = pair.second() + from;
            if (pair.onlyInFirst()) {
                String tag = one.tagText(i);
                add(first, tag, i + 1, 0, label(first, tag), one.segmentText(i), "");
            } else if (pair.onlyInSecond()) {
                String tag = other.tagText(j);
                add(first, tag, 0, j + 1, label(second, tag), "", other.segmentText(j));
            } else {
                elements(first, i, other, j);
            }
        }
    }

    /** Segments between the set's header and trailer, or all of them. */
    private static int size(SegmentTable table, int from) {
        return Math.max(0, table.segmentCount() - 2 * from);
    }

    private static int likeness(SegmentTable first, int i, SegmentTable second, int j) {
        if (first.tag(i) != second.tag(j)) {
            return 0;
        }
        if (keys(first, i).equals(keys(second, j)) && sameTexts(first, i, second, j)) {
            return SAME;
        }
        return first.text(i, 1).equals(second.text(j, 1)) ? SAME_QUALIFIER : SAME_TAG;
    }

    private static boolean sameTexts(SegmentTable first, int i, SegmentTable second, int j) {
        for (long key : keys(first, i)) {
            if (!text(first, i, key).equals(text(second, j, key))) {
                return false;
            }
        }
        return true;
    }

    private void elements(Part part, int i, SegmentTable other, int j) {
        SegmentTable one = part.segments();
        Set<Long> keys = keys(one, i);
        keys.addAll(keys(other, j));
        for (long key : keys) {
            String was = text(one, i, key);
            String is = text(other, j, key);
            if (!was.equals(is)) {
                String tag = one.tagText(i);
                int element = (int) (key >>> 40);
                int repetition = (int) (key >>> 20) & 0xFFFFF;
                int component = (int) key & 0xFFFFF;
                LayoutRule layout = layout(part, tag);
                boolean composite = component > 1 || isComposite(layout, element);
                found.add(new Difference(
                        place(part),
                        part.set() == null ? null : part.set().controlNumber(),
                        tag,
                        i + 1,
                        j + 1,
                        element,
                        composite ? component : 0,
                        repetition > 1 ? repetition : 0,
                        name(layout, element, component),
                        was,
                        is));
            }
        }
    }

    /** Element, repetition and component of every value that is not empty, as one number each, in order. */
    private static Set<Long> keys(SegmentTable table, int segment) {
        Set<Long> keys = new TreeSet<>();
        for (int token = table.tokensBegin(segment); token < table.tokensEnd(segment); token++) {
            if (!table.isEmpty(token)) {
                keys.add((long) table.elementOf(token) << 40
                        | (long) table.repetitionOf(token) << 20
                        | table.componentOf(token));
            }
        }
        return keys;
    }

    private static String text(SegmentTable table, int segment, long key) {
        return table.text(segment, (int) (key >>> 40), (int) (key >>> 20) & 0xFFFFF, (int) key & 0xFFFFF);
    }

    private void add(
            Part part, String tag, int firstOrdinal, int secondOrdinal, String name, String first, String second) {
        String set = part.set() == null ? null : part.set().controlNumber();
        found.add(new Difference(place(part), set, tag, firstOrdinal, secondOrdinal, 0, 0, 0, name, first, second));
    }

    private static String place(Part part) {
        SetHeader set = part.set();
        return set == null ? "envelope" : "transaction set " + set.controlNumber() + " (" + set.type() + ")";
    }

    private @Nullable LayoutRule layout(Part part, String tag) {
        SetHeader set = part.set();
        Schema schema = set == null
                ? null
                : examination.schema(part.standard(), set.release(), set.type()).orElse(null);
        return schema == null ? null : schema.layout(tag);
    }

    private String label(Part part, String tag) {
        LayoutRule layout = layout(part, tag);
        return layout == null ? "" : layout.label();
    }

    private static boolean isComposite(@Nullable LayoutRule layout, int element) {
        ElementRule rule = layout == null ? null : layout.element(element);
        return rule != null && rule.components() != null;
    }

    private static String name(@Nullable LayoutRule layout, int element, int component) {
        ElementRule rule = layout == null ? null : layout.element(element);
        LayoutRule components = rule == null ? null : rule.components();
        ElementRule inner = components == null ? null : components.element(component);
        return inner != null ? inner.label() : rule == null ? "" : rule.label();
    }
}
