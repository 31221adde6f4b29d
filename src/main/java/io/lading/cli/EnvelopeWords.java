package io.lading.cli;

import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.schema.Schema;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** Interchange and group headers in words. */
final class EnvelopeWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final int SHORT_LENGTH = 6;

    private final Examination examination;
    private final Terminal terminal;

    EnvelopeWords(Examination examination, Terminal terminal) {
        this.examination = examination;
        this.terminal = terminal;
    }

    String interchange(InterchangeHeader header) {
        String from = (header.senderQualifier() + " " + header.sender()).strip();
        String to = (header.receiverQualifier() + " " + header.receiver()).strip();
        String usage =
                switch (header.usage()) {
                    case PRODUCTION -> "production";
                    case TEST -> "a test";
                    case INFORMATION -> "for information";
                };
        String asks = header.acknowledgementRequested() ? ", an acknowledgement is asked for" : "";
        return terminal.bold(Printable.of("Interchange " + header.controlNumber()))
                + Printable.of("   " + from + " → " + to + ", " + date(header) + ", " + usage + asks);
    }

    private static String date(InterchangeHeader header) {
        String time = header.time().length() >= 4
                ? " " + header.time().substring(0, 2) + ":" + header.time().substring(2, 4)
                : "";
        try {
            // Eight digits in EDIFACT syntax version 4; the century is the only difference.
            DateTimeFormatter form = header.date().length() == SHORT_LENGTH ? SHORT : DateTimeFormatter.BASIC_ISO_DATE;
            return DAY.format(LocalDate.parse(header.date(), form)) + time;
        } catch (DateTimeParseException e) {
            return header.date() + time;
        }
    }

    /** Empty for the group that EDIFACT interchanges have without saying so. */
    String group(GroupHeader header) {
        if (header.controlNumber().isEmpty() && header.functionalId().isEmpty()) {
            return "";
        }
        List<String> labels = examination.all().stream()
                .filter(schema -> schema.functionalGroup().equals(header.functionalId()))
                .map(Schema::label)
                .distinct()
                .toList();
        String what = labels.size() == 1 ? plural(labels.get(0)) : "kind " + header.functionalId();
        return terminal.bold(Printable.of("Group " + header.controlNumber()))
                + Printable.of("   " + what + " from " + header.sender().strip() + " to "
                        + header.receiver().strip() + ", release " + header.release());
    }

    private static String plural(String label) {
        return label.endsWith("s")
                ? label
                : label.endsWith("y") ? label.substring(0, label.length() - 1) + "ies" : label + "s";
    }
}
