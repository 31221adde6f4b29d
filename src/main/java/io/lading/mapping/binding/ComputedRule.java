package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.TokenValue;
import io.lading.yaml.Place;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element that is counted, not carried: {@code CTT.01: { write: count(lines), check: true }}, or {@code count(HL)}. */
final class ComputedRule extends ElementRule {
    /** The list to count or add up; null to count segments. */
    private final @Nullable FieldPath list;
    /** The segments to count. */
    private final String tag;
    /** The field to add up; null to count. */
    private final @Nullable FieldPath addend;
    /** How much a difference weighs when reading; null if it is not looked at. */
    private final @Nullable Severity check;
    /** False for a sum that is compared if somebody sends it, and not sent by us. */
    private final boolean writes;

    ComputedRule(
            Place place,
            int element,
            int component,
            @Nullable FieldPath list,
            String tag,
            @Nullable FieldPath addend,
            @Nullable Severity check,
            boolean writes) {
        super(place, element, component);
        this.list = list;
        this.tag = tag;
        this.addend = addend;
        this.check = check;
        this.writes = writes;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int token = in.present(segment, element, component);
        if (token < 0) {
            return;
        }
        in.use(token);
        // The last part of a set does not know what was in the parts before it.
        if (check == null || in.table.leadCount() > 0) {
            return;
        }
        BigDecimal stated = Numbers.decimal(
                TokenValue.bytes(in.table, token),
                TokenValue.start(in.table, token),
                TokenValue.end(in.table, token),
                in.table.delimiters().decimalMark());
        BigDecimal counted = list == null ? segments(in) : counted(list, target);
        if (stated == null || stated.compareTo(counted) != 0) {
            String what = list == null ? tag : list.toString();
            String name = addend == null ? "number of " + what : "sum of " + what + "." + addend;
            in.report(FindingCode.COUNT_MISMATCH, check, segment, token, name, counted.toPlainString());
        }
    }

    private BigDecimal segments(Reading in) {
        int packed = SegmentTable.packTag(tag);
        int count = 0;
        for (int segment = 1; segment < in.table.segmentCount(); segment++) {
            count += in.table.tag(segment) == packed ? 1 : 0;
        }
        return BigDecimal.valueOf(count);
    }

    private BigDecimal counted(FieldPath records, Draft target) {
        List<?> drafts = records.peek(target) instanceof List<?> found ? found : List.of();
        if (addend == null) {
            return BigDecimal.valueOf(drafts.size());
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Object draft : drafts) {
            if (draft instanceof Draft line && addend.peek(line) instanceof BigDecimal number) {
                sum = sum.add(number);
            }
        }
        return sum;
    }

    @Override
    boolean hasValue(Object record) {
        return writes;
    }

    @Override
    void write(Writing out, Object record, int part) {
        if (!writes) {
            return;
        }
        if (list == null) {
            out.put(element, component, Integer.toString(out.count(tag)));
            return;
        }
        List<?> items = list.list(record);
        if (addend == null) {
            out.put(element, component, Integer.toString(items.size()));
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Object item : items) {
            if (addend.get(item) instanceof BigDecimal number) {
                sum = sum.add(number);
            }
        }
        out.put(element, component, sum.toPlainString());
    }
}
