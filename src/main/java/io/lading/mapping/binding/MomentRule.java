package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Moment;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.yaml.Place;
import org.jspecify.annotations.Nullable;

/** Two neighbouring elements, a date and a time, are one field: {@code DTM[01=002].02-03: delivery.requested}. */
final class MomentRule extends ElementRule {
    /** Two-digit years up to this one are of this century (releases before 004010). */
    private static final int LAST_YEAR_OF_THIS_CENTURY = 69;

    private final FieldPath path;

    MomentRule(Place place, int element, FieldPath path) {
        super(place, element, 1);
        this.path = path;
    }

    @Override
    boolean accepts(Reading in, int segment, Draft target) {
        return !path.isSet(target);
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        int date = in.present(segment, element, 1);
        if (date < 0) {
            return;
        }
        in.use(date);
        int time = in.present(segment, element + 1, 1);
        if (time >= 0) {
            in.use(time);
        }
        Moment moment = read(in, segment, date, time, path.toString());
        if (moment != null) {
            path.holder(target).set(path.leaf().index(), moment);
            in.trace(place, path.toString(), segment, date);
            if (time >= 0) {
                in.trace(place, path.toString(), segment, time);
            }
        }
    }

    /** Reads CCYYMMDD or YYMMDD, and HHMM, HHMMSS or HHMMSSD; reports what is no date or time. */
    static @Nullable Moment read(Reading in, int segment, int date, int time, String field) {
        byte[] bytes = in.table.bytes();
        int start = in.table.tokenStart(date);
        int length = in.table.tokenEnd(date) - start;
        int number = length == 8 || length == 6 ? Numbers.digits(bytes, start, start + length) : -1;
        int year = number / 10000;
        if (length == 6) {
            year += year <= LAST_YEAR_OF_THIS_CENTURY ? 2000 : 1900;
        }
        Moment day = number < 0 ? null : Moment.of(year, number / 100 % 100, number % 100);
        if (day == null) {
            in.report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, segment, date, field, "a date, year month day");
            return null;
        }
        return time < 0 ? day : withTime(in, segment, day, time, field);
    }

    private static @Nullable Moment withTime(Reading in, int segment, Moment day, int time, String field) {
        int start = in.table.tokenStart(time);
        int length = in.table.tokenEnd(time) - start;
        boolean seconds = length >= 6;
        int number =
                length < 4 || length == 5 ? -1 : Numbers.digits(in.table.bytes(), start, start + (seconds ? 6 : 4));
        int minutes = seconds ? number / 100 : number;
        Moment moment = number < 0
                ? null
                : Moment.of(
                        day.year(), day.month(), day.day(), minutes / 100, minutes % 100, seconds ? number % 100 : -1);
        if (moment == null) {
            in.report(FindingCode.VALUE_NOT_USABLE, Severity.ERROR, segment, time, field, "a time, hour minute");
        }
        return moment;
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
        String date = moment.compactDate();
        out.put(element, 1, date);
        out.trace(place, path.toString(), element, 1, date);
        if (moment.hasTime()) {
            String time = moment.compactTime();
            out.put(element + 1, 1, time);
            out.trace(place, path.toString(), element + 1, 1, time);
        }
    }
}
