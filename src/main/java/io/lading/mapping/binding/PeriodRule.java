package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Moment;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.TokenValue;
import io.lading.yaml.Place;
import org.jspecify.annotations.Nullable;

/**
 * A date in any form: a moment, a span of days, or a text in a format that has no other field. In X12 the elements date,
 * time, zone, format, text (DTM02 to 06); in EDIFACT the components text and format (C507).
 */
final class PeriodRule extends ElementRule {

    /** The fields; those that are null are not kept. */
    record Parts(
            FieldPath at,
            @Nullable FieldPath until,
            @Nullable FieldPath zone,
            @Nullable FieldPath format,
            @Nullable FieldPath text) {}

    private static final String DAYS = "RD8";
    private static final int TIME = 1;
    private static final int ZONE = 2;
    private static final int FORMAT = 3;
    private static final int TEXT = 4;

    private final Parts parts;
    private final boolean components;

    PeriodRule(Place place, int element, int component, Parts parts, boolean components) {
        super(place, element, component);
        this.parts = parts;
        this.components = components;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        return !parts.at().isSet(target);
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        if (components) {
            readText(
                    in,
                    segment,
                    target,
                    in.present(segment, element, component),
                    in.present(segment, element, component + 1));
            return;
        }
        int date = in.present(segment, element, 1);
        if (date >= 0) {
            in.use(date);
            int time = in.present(segment, element + TIME, 1);
            if (time >= 0) {
                in.use(time);
            }
            Moment moment = MomentRule.read(in, segment, date, time, parts.at().toString());
            set(in, segment, target, parts.at(), moment, date);
            if (time >= 0 && moment != null) {
                in.trace(place, parts.at().toString(), segment, time);
            }
        }
        keep(in, segment, target, parts.zone(), in.present(segment, element + ZONE, 1));
        readText(in, segment, target, in.present(segment, element + TEXT, 1), in.present(segment, element + FORMAT, 1));
    }

    private void readText(Reading in, int segment, Draft target, int text, int format) {
        if (text < 0) {
            return;
        }
        String name = format < 0 ? "" : in.text(format);
        byte[] bytes = TokenValue.bytes(in.table, text);
        int start = TokenValue.start(in.table, text);
        int end = TokenValue.end(in.table, text);
        Moment[] period = isPeriod(name) && parts.until() != null ? Moments.period(in.text(text)) : null;
        Moment moment = period != null ? period[0] : moment(name, bytes, start, end);
        if (moment == null && (parts.text() == null || parts.format() == null || isPeriod(name) || isKnown(name))) {
            in.report(
                    FindingCode.VALUE_NOT_USABLE,
                    Severity.ERROR,
                    segment,
                    text,
                    parts.at().toString(),
                    "a date in the format " + name);
            in.use(text);
            return;
        }
        if (format >= 0) {
            in.use(format);
        }
        if (moment == null) {
            keep(in, segment, target, parts.format(), format);
            keep(in, segment, target, parts.text(), text);
            return;
        }
        set(in, segment, target, parts.at(), moment, text);
        if (period != null) {
            set(in, segment, target, parts.until(), period[1], text);
        }
    }

    private @Nullable Moment moment(String name, byte[] bytes, int start, int end) {
        if (components) {
            return Moments.ofFormat(name.isEmpty() ? "102" : name, bytes, start, end);
        }
        return switch (name) {
            case "D8" -> Moments.day(bytes, start, end);
            case "DT" -> Moments.together(bytes, start, end, 8);
            default -> null;
        };
    }

    private boolean isPeriod(String name) {
        return components ? name.equals("718") || name.equals("719") : name.equals(DAYS) || name.equals("RDT");
    }

    private boolean isKnown(String name) {
        return components
                ? switch (name) {
                    case "", "101", "102", "201", "202", "203", "204" -> true;
                    default -> false;
                }
                : name.equals("D8") || name.equals("DT");
    }

    private void set(
            Reading in, int segment, Draft target, @Nullable FieldPath path, @Nullable Moment value, int token) {
        in.use(token);
        if (path != null && value != null) {
            path.holder(target).set(path.leaf().index(), value);
            in.trace(place, path.toString(), segment, token);
        }
    }

    private void keep(Reading in, int segment, Draft target, @Nullable FieldPath path, int token) {
        if (path != null && token >= 0) {
            in.use(token);
            path.holder(target).set(path.leaf().index(), in.text(token));
            in.trace(place, path.toString(), segment, token);
        }
    }

    @Override
    FieldPath field() {
        return parts.at();
    }

    @Override
    boolean hasValue(Object record) {
        return parts.at().get(record) != null
                || (parts.text() != null && parts.text().get(record) != null);
    }

    @Override
    void write(Writing out, Object record, int part) {
        Moment at = (Moment) parts.at().get(record);
        Moment until = parts.until() == null ? null : (Moment) parts.until().get(record);
        if (at != null && until != null) {
            String format = components ? (at.hasTime() ? "719" : "718") : at.hasTime() ? "RDT" : DAYS;
            putText(out, Moments.digits(at) + "-" + Moments.digits(until), format);
            out.trace(place, parts.at().toString(), element, component, format);
            out.trace(place, String.valueOf(parts.until()), element, component, format);
            return;
        }
        if (at == null) {
            writeText(out, record);
            return;
        }
        String digits = components ? Moments.digits(at) : at.compactDate();
        out.put(element, component, digits);
        out.trace(place, parts.at().toString(), element, component, digits);
        if (components) {
            out.put(element, component + 1, Moments.format(at));
            return;
        }
        if (at.hasTime()) {
            out.put(element + TIME, 1, at.compactTime());
        }
        if (parts.zone() != null && parts.zone().get(record) instanceof String zone) {
            out.put(element + ZONE, 1, zone);
            out.trace(place, parts.zone().toString(), element + ZONE, 1, zone);
        }
    }

    private void writeText(Writing out, Object record) {
        if (parts.text() == null || parts.format() == null || !(parts.text().get(record) instanceof String text)) {
            return;
        }
        String format = parts.format().get(record) instanceof String given ? given : "";
        putText(out, text, format);
        out.trace(place, parts.text().toString(), element, component, text);
        out.trace(place, parts.format().toString(), element, component, format);
    }

    private void putText(Writing out, String text, String format) {
        if (components) {
            out.put(element, component, text);
            out.put(element, component + 1, format);
        } else {
            out.put(element + FORMAT, 1, format);
            out.put(element + TEXT, 1, text);
        }
    }
}
