package io.lading.console;

import io.lading.partner.LoadedCommunity;
import io.lading.partner.Partner;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How times, sizes, amounts and names are written on pages. Called by templates. Thread-safe. */
public final class Shown {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);
    private static final long KILO = 1000;

    private final Clock clock;
    private final ZoneId zone;
    private final LoadedCommunity community;

    Shown(Clock clock, ZoneId zone, LoadedCommunity community) {
        this.clock = clock;
        this.zone = zone;
        this.community = community;
    }

    /** The clock time, with the day before it if it was not today. */
    public String time(Instant at) {
        ZonedDateTime then = at.atZone(zone);
        String time = CLOCK.format(then);
        return then.toLocalDate().equals(LocalDate.now(clock.withZone(zone))) ? time : DAY.format(then) + " " + time;
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
