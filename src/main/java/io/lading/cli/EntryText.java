package io.lading.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An entry of the activity in one aligned line. */
final class EntryText {
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssXXX", Locale.ROOT);
    private static final int TIME = 20;
    private static final int WHAT = 30;
    private static final int PARTIES = 22;
    private static final int STANDING = 16;

    private final Terminal terminal;
    private final ZoneId zone = ZoneId.systemDefault();

    EntryText(Terminal terminal) {
        this.terminal = terminal;
    }

    String line(JsonNode entry) {
        String standing = Words.text(entry, "standing");
        String words = terminal.standing(standing) + " ".repeat(Math.max(1, STANDING - standing.length()));
        return Words.text(entry, "id") + "  " + terminal.dim(Words.padded(time(Words.text(entry, "at")), TIME)) + "  "
                + Words.padded(what(entry), WHAT) + "  " + Words.padded(parties(entry), PARTIES) + "  " + words
                + amount(entry);
    }

    /** An entry of the work list. */
    String work(JsonNode entry) {
        String number = Words.text(entry, "number");
        String file = Words.text(entry, "fileName");
        String what = number.isEmpty()
                ? file.isEmpty() ? Words.text(entry, "syntax") : file
                : (Words.text(entry, "documentType") + " " + number).strip();
        String receiver = Words.text(entry, "receiver");
        String parties = Words.text(entry, "sender") + (receiver.isEmpty() ? "" : " → " + receiver);
        return Words.text(entry, "id") + "  " + terminal.dim(Words.padded(time(Words.text(entry, "at")), TIME)) + "  "
                + Words.padded(Printable.of(what), WHAT) + "  " + Words.padded(parties.strip(), PARTIES) + "  "
                + terminal.standing(Words.text(entry, "standing"));
    }

    private String time(String at) {
        return TIMES.format(Instant.parse(at).atZone(zone));
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

    /** {@code globex → initech}. */
    private static String parties(JsonNode entry) {
        String partner = Words.text(entry, "partner");
        String others =
                entry.path("counterparts").valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
        if (Words.text(entry, "direction").equals("OUT")) {
            return (others + " → " + partner).strip();
        }
        return others.isEmpty() ? partner : partner + " → " + others;
    }

    private static String amount(JsonNode entry) {
        if (!entry.path("total").isNumber()) {
            return "";
        }
        BigDecimal total = entry.path("total").decimalValue();
        return (DocumentWords.money(total) + " " + Words.text(entry, "currency")).strip();
    }
}
