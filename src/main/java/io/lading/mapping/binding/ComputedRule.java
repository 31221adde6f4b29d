package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.yaml.Place;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element that is counted, not carried: {@code CTT.01: { write: count(lines), check: true }}. */
final class ComputedRule extends ElementRule {
    private final FieldPath list;
    /** The field to add up; null to count. */
    private final @Nullable FieldPath addend;
    /** How much a difference weighs when reading; null if it is not looked at. */
    private final @Nullable Severity check;

    ComputedRule(
            Place place,
            int element,
            int component,
            FieldPath list,
            @Nullable FieldPath addend,
            @Nullable Severity check) {
        super(place, element, component);
        this.list = list;
        this.addend = addend;
        this.check = check;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int token = in.present(segment, element, component);
        if (token < 0) {
            return;
        }
        in.use(token);
        if (check == null) {
            return;
        }
        BigDecimal stated = Numbers.decimal(
                in.table.bytes(),
                in.table.tokenStart(token),
                in.table.tokenEnd(token),
                in.table.delimiters().decimalMark());
        BigDecimal counted = counted(target);
        if (stated == null || stated.compareTo(counted) != 0) {
            String name = addend == null ? "number of " + list : "sum of " + list + "." + addend;
            in.report(FindingCode.COUNT_MISMATCH, check, segment, token, name, counted.toPlainString());
        }
    }

    private BigDecimal counted(Draft target) {
        List<?> drafts = list.peek(target) instanceof List<?> found ? found : List.of();
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
        return true;
    }

    @Override
    void write(Writing out, Object record, int part) {
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
