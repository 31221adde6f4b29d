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
 * Two values are one field: in X12 the elements of a date and its time, {@code DTM[01=002].02-03: delivery.requested}, in
 * EDIFACT the components of a date and its format, {@code DTM[01.01=2].01.02-03: delivery.requested}.
 */
final class MomentRule extends ElementRule {
    private final FieldPath path;
    private final boolean hasFormat;
    private final boolean hasTime;

    /**
     * @param hasFormat true for two components, a date and its format; false for two elements, a date and its time
     * @param hasTime true if a date is never sent without a time: midnight stands for none
     */
    MomentRule(Place place, int element, int component, FieldPath path, boolean hasFormat, boolean hasTime) {
        super(place, element, component);
        this.path = path;
        this.hasFormat = hasFormat;
        this.hasTime = hasTime;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        int date = in.present(segment, element, component);
        if (date < 0 || path.isSet(target)) {
            return false;
        }
        return !hasFormat || isOneMoment(in, segment);
    }

    /** A period or a week goes to the rule that can hold one; a date that is none is ours, to be reported. */
    private boolean isOneMoment(Reading in, int segment) {
        int format = in.present(segment, element, component + 1);
        return format < 0
                || switch (in.text(format)) {
                    case "101", "102", "201", "202", "203", "204" -> true;
                    default -> false;
                };
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int date = in.present(segment, element, component);
        if (date < 0) {
            return;
        }
        in.use(date);
        int second =
                hasFormat ? in.present(segment, element, component + 1) : in.present(segment, element + 1, component);
        if (second >= 0) {
            in.use(second);
        }
        if (hasTime && second >= 0 && in.text(second).chars().allMatch(digit -> digit == '0')) {
            second = -1; // It is there because it must be.
        }
        Moment moment =
                hasFormat ? withFormat(in, segment, date, second) : read(in, segment, date, second, path.toString());
        if (moment != null) {
            path.holder(target).set(path.leaf().index(), moment);
            in.trace(place, path.toString(), segment, date);
            if (second >= 0 && !hasFormat) {
                in.trace(place, path.toString(), segment, second);
            }
        }
    }

    private @Nullable Moment withFormat(Reading in, int segment, int date, int format) {
        int start = TokenValue.start(in.table, date);
        int end = TokenValue.end(in.table, date);
        String name = format < 0 ? usualFormat(end - start) : in.text(format);
        Moment moment = Moments.ofFormat(name, TokenValue.bytes(in.table, date), start, end);
        if (moment == null) {
            in.report(
                    FindingCode.VALUE_NOT_USABLE,
                    Severity.ERROR,
                    segment,
                    date,
                    path.toString(),
                    "a date in the format " + name);
        }
        return moment;
    }

    private static String usualFormat(int length) {
        return switch (length) {
            case 6 -> "101";
            case 12 -> "203";
            case 14 -> "204";
            default -> "102";
        };
    }

    /** Reads CCYYMMDD or YYMMDD, and HHMM, HHMMSS or HHMMSSD; reports what is no date or time. */
    static @Nullable Moment read(Reading in, int segment, int date, int time, String field) {
        Moment day = Moments.day(
                TokenValue.bytes(in.table, date), TokenValue.start(in.table, date), TokenValue.end(in.table, date));
        if (day == null) {
            in.report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, segment, date, field, "a date, year month day");
            return null;
        }
        if (time < 0) {
            return day;
        }
        Moment moment = Moments.withTime(
                day,
                TokenValue.bytes(in.table, time),
                TokenValue.start(in.table, time),
                TokenValue.end(in.table, time));
        if (moment == null) {
            in.report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, segment, time, field, "a time, hour minute");
        }
        return moment;
    }

    @Override
    FieldPath field() {
        return path;
    }

    @Override
    boolean hasValue(Object record) {
        return path.get(record) != null;
    }

    @Override
    void write(Writing out, Object record, int part) {
        if (!(path.get(record) instanceof Moment moment)) {
            return;
        }
        String date = hasFormat ? Moments.digits(moment) : moment.compactDate();
        out.put(element, component, date);
        out.trace(place, path.toString(), element, component, date);
        if (hasFormat) {
            out.put(element, component + 1, Moments.format(moment));
        } else if (moment.hasTime()) {
            String time = moment.compactTime();
            out.put(element + 1, component, time);
            out.trace(place, path.toString(), element + 1, component, time);
        } else if (hasTime) {
            out.put(element + 1, component, "0000");
        }
    }
}
