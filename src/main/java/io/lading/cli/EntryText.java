package io.lading.cli;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** An entry of the activity in one aligned line. */
final class EntryText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ENGLISH);
    private static final int TIME = 12;
    private static final int WHAT = 30;
    private static final int PARTNER = 14;
    private static final int STANDING = 16;

    private final Terminal terminal;
    private final Clock clock;
    private final ZoneId zone = ZoneId.systemDefault();

    EntryText(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    String line(JsonNode entry) {
        String standing = Words.text(entry, "standing");
        String words = terminal.standing(standing) + " ".repeat(Math.max(1, STANDING - standing.length()));
        return Words.text(entry, "id") + "  " + terminal.dim(Words.padded(time(Words.text(entry, "at")), TIME)) + "  "
                + Words.padded(what(entry), WHAT) + "  " + Words.padded(who(entry), PARTNER) + "  " + words
                + amount(entry);
    }

    private String time(String at) {
        ZonedDateTime then = Instant.parse(at).atZone(zone);
        boolean today = then.toLocalDate().equals(LocalDate.now(clock.withZone(zone)));
        return (today ? CLOCK : DAY).format(then);
    }

    private static String what(JsonNode entry) {
        String number = Words.text(entry, "number");
        int documents = entry.path("documents").asInt(0);
        if (documents > 1) {
            return documents + " documents (" + Printable.of(number) + " …)";
        }
        if (!number.isEmpty()) {
            String type =
                    Words.text(entry, "type").isEmpty() ? Words.text(entry, "documentType") : Words.text(entry, "type");
            return (type + " " + Printable.of(number)).strip();
        }
        String contents = Words.text(entry, "contents");
        String file = Printable.of(Words.text(entry, "fileName"));
        return contents.isEmpty() ? file.isEmpty() ? Words.text(entry, "syntax") : file : contents + " " + file;
    }

    private static String who(JsonNode entry) {
        String arrow = Words.text(entry, "direction").equals("OUT") ? "→ " : "";
        return arrow + Words.text(entry, "partner");
    }

    private static String amount(JsonNode entry) {
        if (!entry.path("total").isNumber()) {
            return "";
        }
        BigDecimal total = entry.path("total").decimalValue();
        return (DocumentWords.money(total) + " " + Words.text(entry, "currency")).strip();
    }
}
