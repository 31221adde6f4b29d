package io.lading.tracking;

import io.lading.interchange.FindingCode;
import io.lading.interchange.FindingForm;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers, times and names as a story tells them. Thread-safe. */
final class Words {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final int LONGEST = 300;

    private final UnaryOperator<String> partnerName;
    private final Function<String, Optional<Instant>> opens;
    private final ZoneId zone;

    Words(UnaryOperator<String> partnerName, Function<String, Optional<Instant>> opens, ZoneId zone) {
        this.partnerName = partnerName;
        this.opens = opens;
        this.zone = zone;
    }

    String partner(@Nullable String id) {
        return id == null ? "somebody" : partnerName.apply(id);
    }

    /** {@code Initech (erp)} for the connection {@code initech/erp}. */
    String destination(String partner, String connection) {
        String prefix = partner + "/";
        String name = connection.startsWith(prefix) ? connection.substring(prefix.length()) : connection;
        return partner(partner) + " (" + name + ")";
    }

    /** What follows "to be sent to Initech" while its connection takes nothing. */
    String whenOpen(String connection) {
        return opens.apply(connection)
                .map(at -> " when its window opens, " + DAY.format(at.atZone(zone)))
                .orElse("");
    }

    String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** To the minute, with the day if it is not that of another instant. */
    String until(Instant at, Instant seenFrom) {
        ZonedDateTime then = at.atZone(zone);
        boolean sameDay = then.toLocalDate().equals(seenFrom.atZone(zone).toLocalDate());
        return (sameDay ? SHORT : DAY).format(then);
    }

    static String count(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    static String grouped(long number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(number);
    }

    static String money(BigDecimal amount, @Nullable String currency) {
        String text = new DecimalFormat("#,##0.00##", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(amount);
        return currency == null ? text : text + " " + currency;
    }

    /** {@code accepted with errors}. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code no findings}, or how many and the first of them. */
    static String findings(List<FindingForm> findings) {
        if (findings.isEmpty()) {
            return "no findings";
        }
        FindingForm first =
                findings.stream().filter(FindingForm::isError).findFirst().orElse(findings.get(0));
        String where = place(first);
        String many = findings.size() == 1 ? "1 finding: " : findings.size() + " findings, first: ";
        return shorten(many + (where.isEmpty() ? "" : where + ": ") + first.message());
    }

    private static String place(FindingForm finding) {
        if (finding.segment() == null) {
            return "";
        }
        String segment =
                "segment " + (finding.segmentOrdinal() == 0 ? "" : finding.segmentOrdinal() + " ") + finding.segment();
        if (finding.element() == 0) {
            return segment;
        }
        String name = finding.elementName();
        return segment + ", element " + finding.element() + (name == null ? "" : " (" + name + ")");
    }

    /** {@code nothing left over}, or what no rule took. */
    static String unused(List<FindingForm> unused) {
        if (unused.isEmpty()) {
            return "nothing left over";
        }
        String which = unused.stream()
                .limit(3)
                .map(finding -> finding.segment() == null
                        ? finding.found()
                        : finding.segment() + (finding.found().isEmpty() ? "" : " " + finding.found()))
                .distinct()
                .collect(Collectors.joining(", "));
        String more = unused.size() > 3 ? ", …" : "";
        return shorten(count(unused.size(), "element", "elements") + " not used (" + which + more + ")");
    }

    /** {@code 2 fields not sent: lines[0].texts[0].text, codes[0].code}; empty if all had their place. */
    static String notSent(List<FindingForm> findings) {
        List<String> fields = findings.stream()
                .filter(finding -> finding.code().equals(FindingCode.FIELD_NOT_WRITTEN.name()))
                .map(finding -> String.valueOf(finding.elementName()))
                .toList();
        if (fields.isEmpty()) {
            return "";
        }
        String more = fields.size() > 3 ? ", …" : "";
        String which = fields.stream().limit(3).collect(Collectors.joining(", "));
        return shorten(count(fields.size(), "field", "fields") + " not sent: " + which + more);
    }

    /** {@code A, B and C}. */
    static String list(Collection<String> items) {
        List<String> all = List.copyOf(items);
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }

    static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
