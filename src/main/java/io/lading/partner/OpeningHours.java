package io.lading.partner;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a connection takes what we send: hours of the week as the partner's clocks show them, none of which begins on its
 * holidays.
 *
 * @param windows at least one
 * @param zone the partner's
 */
public record OpeningHours(List<Window> windows, Set<LocalDate> holidays, ZoneId zone) {
    static final String EXPECTED = "days and hours such as MON-FRI 06:00-22:00";

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s+(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})");
    private static final int LONGEST_LOOK_DAYS = 400;

    /**
     * Hours of some days.
     *
     * @param from the first minute that is open
     * @param to the first that is closed again; not after {@code from} if it is of the next day, midnight included
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        /** Reads {@code MON-FRI 06:00-22:00} or {@code SAT,SUN 22:00-04:00}; nothing if it is not of this form. */
        static Optional<Window> parse(String text) {
            Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
            if (!form.matches()) {
                return Optional.empty();
            }
            Set<DayOfWeek> days = Weekdays.parse(form.group(1));
            Optional<LocalTime> from = time(form.group(2));
            Optional<LocalTime> to = time(form.group(3));
            return days.isEmpty() || from.isEmpty() || to.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Window(days, from.get(), to.get()));
        }

        /** Midnight is written 00:00, or 24:00 where it ends a day. */
        private static Optional<LocalTime> time(String text) {
            int hour = Integer.parseInt(text.substring(0, 2));
            int minute = Integer.parseInt(text.substring(3));
            boolean known = (minute < 60 && hour < 24) || (hour == 24 && minute == 0);
            return known ? Optional.of(LocalTime.of(hour % 24, minute)) : Optional.empty();
        }

        private boolean endsNextDay() {
            return !to.isAfter(from);
        }
    }

    /** Whether something may be sent now. */
    public boolean isOpen(Instant now) {
        LocalDateTime there = LocalDateTime.ofInstant(now, zone);
        LocalDate today = there.toLocalDate();
        LocalTime time = there.toLocalTime();
        return windows.stream().anyMatch(window -> {
            boolean begun = begins(window, today) && !time.isBefore(window.from());
            boolean lasts = window.endsNextDay() || time.isBefore(window.to());
            boolean fromYesterday =
                    window.endsNextDay() && begins(window, today.minusDays(1)) && time.isBefore(window.to());
            return (begun && lasts) || fromYesterday;
        });
    }

    /** When it opens next; nothing if it is open now, or will not be within a year. */
    public Optional<Instant> opens(Instant now) {
        if (isOpen(now)) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        return today.datesUntil(today.plusDays(LONGEST_LOOK_DAYS))
                .flatMap(day -> windows.stream()
                        .filter(window -> begins(window, day))
                        .map(window -> day.atTime(window.from()).atZone(zone).toInstant())
                        .filter(now::isBefore)
                        .sorted())
                .findFirst();
    }

    private boolean begins(Window window, LocalDate day) {
        return window.days().contains(day.getDayOfWeek()) && !holidays.contains(day);
    }
}
