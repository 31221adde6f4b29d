package io.lading.partner;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an agreement's {@code envelope}; what it leaves out comes from the partner's own block, then from usage. */
final class EnvelopeReader {
    private static final int SETS_PER_GROUP = 1000;
    /** ISA11 is the repetition separator from this version on (X12.5). */
    private static final String FIRST_WITH_REPETITION = "00402";

    private final FileReading block;
    private final FileReading base;

    EnvelopeReader(FileReading block, FileReading base) {
        this.block = block;
        this.base = base;
    }

    /** @param release the agreement's release, such as {@code 004010VICS} */
    EnvelopeSettings read(String release, Address sender, Address receiver, Usage usage) {
        String version = fixed("isa12", versionOf(release), 5);
        boolean repeats = version.compareTo(FIRST_WITH_REPETITION) >= 0;
        Delimiters delimiters = delimiters(repeats);
        char eleven = repeats
                ? (char) delimiters.repetition()
                : fixed("isa11", "U", 1).charAt(0);
        return new EnvelopeSettings(
                delimiters,
                suffix(),
                fixed("isa01", "00", 2),
                upTo("isa02", "", 10),
                fixed("isa03", "00", 2),
                upTo("isa04", "", 10),
                sender,
                receiver,
                eleven,
                version,
                text("isa14", "0").equals("1"),
                usage,
                upTo("gs02", sender.id(), 15),
                upTo("gs03", receiver.id(), 15),
                text("gs07", "X"),
                upTo("gs08", release, 12),
                count("setsPerGroup", SETS_PER_GROUP),
                count("groupsPerInterchange", 1),
                count("interchangesPerFile", 1));
    }

    /** Release 004010 goes in version 00401, 005010X230 in 00501. */
    static String versionOf(String release) {
        return release.length() < 5 ? "00401" : release.substring(0, 5);
    }

    private Delimiters delimiters(boolean repeats) {
        byte element = delimiter("element", '*');
        byte component = delimiter("component", ':');
        byte segment = delimiter("segment", '~');
        byte repetition = repeats ? delimiter("repetition", '^') : Delimiters.NONE;
        Set<Byte> different = new HashSet<>(List.of(element, component, segment, repetition));
        if (different.size() < 4) {
            source("delimiters").problem("delimiters", "Two delimiters are the same character; each needs its own.");
        }
        return new Delimiters(element, component, repetition, segment, Delimiters.NONE, (byte) '.');
    }

    private byte delimiter(String name, char usual) {
        FileReading given = block.of("delimiters").has(name) ? block.of("delimiters") : base.of("delimiters");
        Optional<String> text = given.text(name).map(EnvelopeReader::unescape);
        if (text.isEmpty()) {
            return (byte) usual;
        }
        char c = text.get().charAt(0);
        boolean usable = text.get().length() == 1 && c < 0x80 && !Character.isLetterOrDigit(c) && c != ' ' && c != '.';
        if (!usable || c == '-') {
            given.problem(
                    name,
                    "The delimiter '" + name + "' must be one ASCII character that is no letter, digit, blank, "
                            + "point or dash; found '" + text.get() + "'. A control character is written as 0x1D.");
            return (byte) usual;
        }
        return (byte) c;
    }

    /** {@code 0x1D} stands for the control character: YAML's own escapes need double quotes and are easily lost. */
    private static String unescape(String text) {
        return text.matches("0x[0-7][0-9A-Fa-f]")
                ? String.valueOf((char) Integer.parseInt(text.substring(2), 16))
                : text;
    }

    private String suffix() {
        return switch (text("segmentSuffix", "none")) {
            case "lf" -> "\n";
            case "crlf" -> "\r\n";
            default -> "";
        };
    }

    private String fixed(String key, String otherwise, int length) {
        String value = text(key, otherwise);
        if (value.length() != length) {
            source(key).problem(key, "'" + key + "' has exactly " + length + " characters; found '" + value + "'.");
            return otherwise;
        }
        return value;
    }

    private String upTo(String key, String otherwise, int length) {
        String value = text(key, otherwise);
        if (value.length() > length) {
            source(key).problem(key, "'" + key + "' has at most " + length + " characters; found '" + value + "'.");
            return otherwise;
        }
        return value;
    }

    private String text(String key, String otherwise) {
        return source(key).text(key, otherwise);
    }

    private int count(String key, int otherwise) {
        return source(key).count(key, otherwise);
    }

    private FileReading source(String key) {
        return block.has(key) ? block : base;
    }
}
