package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Moment;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.TokenValue;
import io.lading.yaml.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** One element or component is one field. */
final class FieldRule extends ElementRule {

    /**
     * What a rule may say beside its field.
     *
     * @param decimals digits after a decimal point that is not sent (X12 type N2); 0 for a plain number
     * @param otherwise the field's value when the element is empty, and the other way round
     * @param unless a field that says the same: the element is only written if the two differ
     * @param implied a value that goes without saying: not kept when read, sent when the field is empty
     * @param or a field that makes it needless to send the implied value
     * @param with a field without which the implied value is not sent
     * @param same a field whose value goes without saying
     * @param key true if the segment makes no sense without this element
     * @param needs a field without which the element is not written
     * @param time true if a date is never sent without a time
     */
    record Options(
            boolean reads,
            boolean writes,
            int decimals,
            @Nullable Lookup lookup,
            @Nullable String otherwise,
            @Nullable When when,
            @Nullable FieldPath unless,
            @Nullable String implied,
            @Nullable FieldPath or,
            @Nullable FieldPath with,
            @Nullable FieldPath same,
            boolean key,
            boolean time,
            @Nullable FieldPath needs) {
        static final Options NONE =
                new Options(true, true, 0, null, null, null, null, null, null, null, null, false, false, null);
    }

    private final FieldPath path;
    private final Shape.Kind kind;
    private final int slot;
    private final Options options;

    FieldRule(Place place, int element, int component, FieldPath path, Options options) {
        super(place, element, component);
        this.path = path;
        this.kind = path.leaf().kind();
        this.slot = path.leaf().index();
        this.options = options;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        if (!options.reads() || !options.writes()) {
            return true;
        }
        Object before = path.peek(target);
        return before == null || isSame(in, segment, before);
    }

    /** The same contract number may stand in BEG06 and in REF CT. */
    private boolean isSame(Reading in, int segment, @Nullable Object before) {
        int token = in.present(segment, element, component);
        return token >= 0
                && kind == Shape.Kind.TEXT
                && options.lookup() == null
                && in.text(token).equals(before);
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        if (!options.reads()) {
            int said = in.present(segment, element, component);
            if (said >= 0) {
                in.use(said); // Another element says it as well, which is the one that is read.
            }
            return;
        }
        if (options.when() != null && !options.when().holds(in.release, target)) {
            return;
        }
        int token = in.present(segment, element, component);
        if (token < 0) {
            setDefault(target);
            return;
        }
        if (!options.writes() && path.isSet(target) && !isSame(in, segment, path.peek(target))) {
            return; // Another element says it; what this one says otherwise is reported as not used.
        }
        if (options.lookup() != null && options.lookup().isSkipped(in, in.text(token))) {
            return;
        }
        in.use(token);
        Object value = value(in, segment, token);
        if (value != null && !goesWithoutSaying(value, target)) {
            path.holder(target).set(slot, value);
            in.trace(place, path.toString(), segment, token);
        }
    }

    private boolean goesWithoutSaying(Object value, Draft target) {
        Object other =
                options.same() == null ? options.implied() : options.same().peek(target);
        return value.equals(other);
    }

    private @Nullable Object implied(Object record) {
        if (options.same() != null) {
            return options.same().get(record);
        }
        boolean needless = (options.or() != null && options.or().get(record) != null)
                || (options.with() != null && options.with().get(record) == null);
        return needless ? null : options.implied();
    }

    private void setDefault(Draft target) {
        if (options.otherwise() != null) {
            path.holder(target).set(slot, options.otherwise());
        }
    }

    private @Nullable Object value(Reading in, int segment, int token) {
        return switch (kind) {
            case TEXT -> text(in, segment, token);
            case DECIMAL -> decimal(in, segment, token);
            case MOMENT -> MomentRule.read(in, segment, token, -1, path.toString());
            case RECORD, TEXTS, RECORDS ->
                throw new IllegalStateException("The compiler lets no " + kind + " in here.");
        };
    }

    private @Nullable String text(Reading in, int segment, int token) {
        String text = in.text(token);
        if (text.isEmpty() || options.lookup() == null) {
            return text.isEmpty() ? null : text;
        }
        return options.lookup().read(in, segment, token, text, path.toString());
    }

    private @Nullable BigDecimal decimal(Reading in, int segment, int token) {
        BigDecimal number = Numbers.decimal(
                TokenValue.bytes(in.table, token),
                TokenValue.start(in.table, token),
                TokenValue.end(in.table, token),
                in.table.delimiters().decimalMark());
        if (number == null) {
            in.report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, segment, token, path.toString(), "a number");
            return null;
        }
        return options.decimals() == 0 ? number : number.movePointLeft(options.decimals());
    }

    @Override
    FieldPath field() {
        return path;
    }

    @Override
    boolean hasValue(Object record) {
        Object value = options.writes() ? path.get(record) : null;
        return value != null && !isSaidBy(value, record);
    }

    private boolean isSaidBy(Object value, Object record) {
        return options.unless() != null
                && value.toString().equals(String.valueOf(options.unless().get(record)));
    }

    @Override
    boolean isWritable(Writing out, Object record) {
        if (!options.key()) {
            return true;
        }
        Object value = path.get(record);
        if (value == null) {
            return options.otherwise() != null || implied(record) != null;
        }
        return options.lookup() == null
                || !(value instanceof String code)
                || options.lookup().isWritable(out, element, code, path.toString());
    }

    @Override
    void write(Writing out, Object record, int part) {
        if (!isWritten(out, record)) {
            return;
        }
        Object value = path.get(record);
        if (value == null) {
            value = options.otherwise() == null ? implied(record) : options.otherwise();
        } else if (isSaidBy(value, record)) {
            out.trace(place, path.toString(), element, component, "");
            return;
        }
        String text = value == null ? null : written(out, value);
        if (text != null) {
            out.put(element, component, text);
            out.trace(place, path.toString(), element, component, text);
        }
    }

    private boolean isWritten(Writing out, Object record) {
        return options.writes()
                && (options.when() == null || options.when().holds(out.release, record))
                && (options.needs() == null || options.needs().get(record) != null);
    }

    private @Nullable String written(Writing out, Object value) {
        if (value instanceof BigDecimal number) {
            return options.decimals() == 0 ? number.toPlainString() : impliedPoint(out, number);
        }
        if (value instanceof Moment moment) {
            return moment.compactDate();
        }
        String text = value.toString();
        if (options.lookup() == null) {
            return text;
        }
        String code = options.lookup().write(out, element, text, path.toString());
        boolean hasOther = options.otherwise() != null && !text.equals(options.otherwise());
        return code == null && hasOther
                ? options.lookup().write(out, element, String.valueOf(options.otherwise()), path.toString())
                : code;
    }

    /** The code that a value of ours is written as; null if there is none, which is reported. */
    @Nullable
    String code(Writing out, String value) {
        return options.lookup() == null ? value : options.lookup().write(out, element, value, path.toString());
    }

    private @Nullable String impliedPoint(Writing out, BigDecimal number) {
        try {
            return number.movePointRight(options.decimals())
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .toPlainString();
        } catch (ArithmeticException e) {
            out.report(
                    FindingCode.VALUE_NOT_USABLE,
                    Severity.ERROR,
                    element,
                    path.toString(),
                    "at most " + options.decimals() + " digits after the point",
                    number.toPlainString());
            return null;
        }
    }
}
