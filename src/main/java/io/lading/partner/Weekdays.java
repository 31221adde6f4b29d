package io.lading.partner;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Days as partner files write them: {@code MON-FRI}, {@code SAT,SUN}, {@code FRI-MON}. */
final class Weekdays {
    private Weekdays() {}

    /** Empty if a word is no day. */
    static Set<DayOfWeek> parse(String text) {
        Set<DayOfWeek> out = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
                return Set.of();
            }
            for (DayOfWeek day = first.get(); day != last.get(); day = day.plus(1)) {
                out.add(day);
            }
            out.add(last.get());
        }
        return out;
    }

    private static Optional<DayOfWeek> day(String text) {
        return EnumSet.allOf(DayOfWeek.class).stream()
                .filter(day -> day.name().substring(0, 3).equals(text))
                .findFirst();
    }
}
