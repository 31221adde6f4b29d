package io.lading.partner;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When documents of an agreement that wait for each other leave together: at the first of these that happens.
 *
 * @param cutOffs at which all leave that wait; none of a holiday
 * @param within so long after the first document came
 * @param documents so many wait; 0 if their number does not matter
 * @param kilobytes so much waits, in thousands of bytes as written; 0 if their size does not matter
 */
public record Collecting(
        List<CutOff> cutOffs,
        Set<LocalDate> holidays,
        ZoneId zone,
        Optional<Duration> within,
        int documents,
        int kilobytes) {
    static final String EXPECTED = "days and a time such as MON-FRI 17:00";

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s+([01]\\d|2[0-3]):([0-5]\\d)");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final int LONGEST_LOOK_DAYS = 400;
    private static final int KILO = 1000;
    /** They are held while they are written. */
    public static final int MOST_DOCUMENTS = 1000;

    static final int MOST_KILOBYTES = 64_000;

    /** A time of some days, by the partner's clocks. */
    public record CutOff(Set<DayOfWeek> days, LocalTime at) {

        /** Reads {@code MON-FRI 17:00}; nothing if it is not of this form. */
        static Optional<CutOff> parse(String text) {
            Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
            if (!form.matches()) {
                return Optional.empty();
            }
            Set<DayOfWeek> days = Weekdays.parse(form.group(1));
            LocalTime at = LocalTime.of(Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
            return days.isEmpty() ? Optional.empty() : Optional.of(new CutOff(days, at));
        }
    }

    /**
     * Documents that wait.
     *
     * @param oldest when the first of them came
     * @param bytes of all together, as written
     */
    public record Heap(Instant oldest, long documents, long bytes) {}

    /** Whether what waits must leave now. */
    public boolean isDue(Heap heap, Instant now) {
        return (documents > 0 && heap.documents() >= documents)
                || (kilobytes > 0 && heap.bytes() >= bytes())
                || latest(heap.oldest()).filter(at -> !at.isAfter(now)).isPresent();
    }

    /** The size at which what waits leaves, in bytes; 0 if it does not matter. */
    public long bytes() {
        return (long) kilobytes * KILO;
    }

    /** When a document leaves that came at an instant and is the first to wait, however few follow it. */
    public Optional<Instant> latest(Instant came) {
        Optional<Instant> cutOff = cutOff(came);
        Optional<Instant> end = within.map(came::plus);
        if (cutOff.isEmpty() || end.isEmpty()) {
            return cutOff.or(() -> end);
        }
        return cutOff.get().isBefore(end.get()) ? cutOff : end;
    }

    /** The first cut-off after an instant; nothing if there is none within a year. */
    private Optional<Instant> cutOff(Instant after) {
        LocalDate first = LocalDate.ofInstant(after, zone);
        return first.datesUntil(first.plusDays(LONGEST_LOOK_DAYS))
                .filter(day -> !holidays.contains(day))
                .flatMap(day -> cutOffs.stream()
                        .filter(cutOff -> cutOff.days().contains(day.getDayOfWeek()))
                        .map(cutOff -> day.atTime(cutOff.at()).atZone(zone).toInstant())
                        .filter(after::isBefore)
                        .sorted())
                .findFirst();
    }

    /** {@code leaves with others on Mon 23 Nov 17:00 (Europe/Berlin) at the latest, sooner with 500 documents}. */
    public String words(Instant came) {
        List<String> sooner = new ArrayList<>();
        if (documents > 0) {
            sooner.add(documents + " documents");
        }
        if (kilobytes > 0) {
            sooner.add(kilobytes + " kB");
        }
        String last = latest(came)
                .map(at -> "leaves with others on " + SHOWN.format(at.atZone(zone)) + " (" + zone + ") at the latest")
                .orElse("leaves with others, on no day within a year");
        return sooner.isEmpty() ? last : last + ", sooner with " + String.join(" or ", sooner);
    }
}
