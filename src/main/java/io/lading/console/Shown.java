package io.lading.console;

import io.lading.operations.WorkDesk;
import io.lading.partner.LoadedCommunity;
import io.lading.partner.Partner;
import io.lading.tracking.Direction;
import io.lading.tracking.DocumentSummary;
import io.lading.tracking.TransmissionSummary;
import io.lading.tracking.WorkEntry;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How times, sizes, amounts and names are written on pages. Called by templates. Thread-safe. */
public final class Shown {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    private static final long KILO = 1000;

    private final Clock clock;
    private final ZoneId zone;
    private final LoadedCommunity community;

    Shown(Clock clock, ZoneId zone, LoadedCommunity community) {
        this.clock = clock;
        this.zone = zone;
        this.community = community;
    }

    /** The day and the clock time, with the year if it is another than this. */
    public String time(Instant at) {
        ZonedDateTime then = at.atZone(zone);
        boolean thisYear = then.getYear() == LocalDate.now(clock.withZone(zone)).getYear();
        return DAY.format(then) + (thisYear ? " " : " " + then.getYear() + " ") + CLOCK.format(then);
    }

    /** In which zone all times are written: {@code UTC}, {@code CET}. */
    public String zone() {
        return ZONE.format(clock.instant().atZone(zone));
    }

    /** {@code Globex → Initech}. */
    public String parties(DocumentSummary document) {
        return between(List.of(document.partner()), document.counterparts());
    }

    public String parties(TransmissionSummary transmission) {
        List<String> partner =
                Optional.ofNullable(transmission.partner()).stream().toList();
        return transmission.direction() == Direction.OUT
                ? between(transmission.counterparts(), partner)
                : between(partner, transmission.counterparts());
    }

    public String parties(WorkEntry entry) {
        return between(
                Optional.ofNullable(entry.sender()).stream().toList(),
                Optional.ofNullable(entry.receiver()).stream().toList());
    }

    private String between(List<String> from, List<String> to) {
        String senders = from.stream().map(this::partner).collect(Collectors.joining(", "));
        String receivers = to.stream().map(this::partner).collect(Collectors.joining(", "));
        return (senders + (receivers.isEmpty() ? "" : " → " + receivers)).strip();
    }

    /** {@code Order PO-4711}, or the file's name. */
    public String what(WorkEntry entry) {
        return WorkDesk.what(entry);
    }

    /** To the millisecond. */
    public String exact(@Nullable Instant at) {
        return at == null ? "" : EXACT.format(at.atZone(zone));
    }

    public String full(Instant at) {
        return FULL.format(at.atZone(zone));
    }

    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        long millis = duration.toMillis();
        if (millis < KILO) {
            return millis + " ms";
        }
        if (millis < 60 * KILO) {
            return decimal("0.0").format(millis / (double) KILO) + " s";
        }
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    public String size(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < KILO * KILO) {
            return decimal("0.0").format(bytes / (double) KILO) + " KB";
        }
        return decimal("#,##0.0").format(bytes / (double) (KILO * KILO)) + " MB";
    }

    public String number(long number) {
        return decimal("#,##0").format(number);
    }

    public String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return "";
        }
        String text = decimal("#,##0.00##").format(amount);
        return currency == null ? text : text + " " + currency;
    }

    /** The partner's name; its id if it is not configured any more. */
    public String partner(@Nullable String id) {
        return id == null
                ? "nobody known"
                : community.current().partner(id).map(Partner::name).orElse(id);
    }

    /** {@code accepted with errors}. */
    public String words(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static DecimalFormat decimal(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    }
}
