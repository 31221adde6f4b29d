package io.lading.mapping.smooks;

import io.lading.document.Draft;
import io.lading.document.Moment;
import io.lading.document.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that a value of a row fills, {@code seller.ids[0].id}, and how the value is understood. Immutable.
 *
 * @param steps records on the way, with the place in the list or -1
 * @param text the path as written
 */
record RowField(List<Step> steps, Shape.Field leaf, String text) {
    private static final Pattern NAME = Pattern.compile("([A-Za-z]+)(?:\\[(\\d{1,2})\\])?");

    record Step(Shape.Field field, int index) {}

    /** The path within a shape; null if there is no such field, or it holds no single value. */
    static @Nullable RowField of(Shape root, String path) {
        List<Step> steps = new ArrayList<>();
        Shape shape = root;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            Matcher matcher = NAME.matcher(names[i]);
            Shape.Field field = matcher.matches() ? shape.field(matcher.group(1)) : null;
            if (field == null) {
                return null;
            }
            boolean indexed = matcher.group(2) != null;
            if (i == names.length - 1) {
                boolean single = !field.isList() && field.kind() != Shape.Kind.RECORD && !indexed;
                return single ? new RowField(List.copyOf(steps), field, path) : null;
            }
            Shape.Kind wanted = indexed ? Shape.Kind.RECORDS : Shape.Kind.RECORD;
            if (field.kind() != wanted) {
                return null;
            }
            steps.add(new Step(field, indexed ? Integer.parseInt(matcher.group(2)) : -1));
            shape = field.shape();
        }
        return null;
    }

    /** Sets the value; false if another one stands there already. */
    boolean set(Draft root, Object value) {
        Draft draft = root;
        for (Step step : steps) {
            draft = step.index() < 0 ? draft.child(step.field()) : draft.recordAt(step.field(), step.index());
        }
        Object before = draft.get(leaf.index());
        draft.set(leaf.index(), value);
        return before == null || before.equals(value);
    }

    /** The value that a text stands for; null if it is none. */
    @Nullable
    Object value(String text, char decimalMark) {
        return switch (leaf.kind()) {
            case TEXT -> text;
            case DECIMAL -> decimal(text, decimalMark);
            case MOMENT -> moment(text);
            case RECORD, TEXTS, RECORDS -> throw new IllegalStateException("No row fills a " + leaf.kind() + ".");
        };
    }

    /** What {@link #value} would have taken. */
    String expected() {
        return switch (leaf.kind()) {
            case DECIMAL -> "a number";
            case MOMENT -> "a date such as 2026-10-02 or 20261002";
            case TEXT, RECORD, TEXTS, RECORDS -> "a text";
        };
    }

    private static @Nullable BigDecimal decimal(String text, char mark) {
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && (c == '-' || c == '+');
            marks += c == mark ? 1 : 0;
            if (!sign && c != mark && (c < '0' || c > '9')) {
                return null;
            }
        }
        boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        return marks > 1 || !digits || text.length() > 40 ? null : new BigDecimal(text.replace(mark, '.'));
    }

    private static @Nullable Moment moment(String text) {
        if (text.length() == 8 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Moment.parse(text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6));
        }
        return Moment.parse(text);
    }
}
