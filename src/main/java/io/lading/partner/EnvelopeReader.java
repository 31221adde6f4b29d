package io.lading.partner;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Usage;

/** Reads an agreement's {@code envelope}; what it leaves out comes from the partner's own block, then from usage. */
final class EnvelopeReader {
    private static final int SETS_PER_GROUP = 1000;
    /** ISA11 is the repetition separator from this version on (X12.5). */
    private static final String FIRST_WITH_REPETITION = "00402";

    private static final int FIRST_SYNTAX_WITH_REPETITION = 4;

    private final EnvelopeKeys keys;

    EnvelopeReader(FileReading block, FileReading base) {
        this.keys = new EnvelopeKeys(block, base);
    }

    /** @param release the agreement's release, such as {@code 004010VICS} */
    EnvelopeSettings x12(String release, Address sender, Address receiver, Usage usage) {
        String version = keys.fixed("isa12", versionOf(release), 5);
        boolean repeats = version.compareTo(FIRST_WITH_REPETITION) >= 0;
        Delimiters delimiters = new Delimiters(
                keys.delimiter("element", '*'),
                keys.delimiter("component", ':'),
                repeats ? keys.delimiter("repetition", '^') : Delimiters.NONE,
                keys.delimiter("segment", '~'),
                Delimiters.NONE,
                (byte) '.');
        keys.checkDifferent(delimiters);
        char eleven = repeats
                ? (char) delimiters.repetition()
                : keys.fixed("isa11", "U", 1).charAt(0);
        return new EnvelopeSettings(
                delimiters,
                keys.suffix(),
                keys.fixed("isa01", "00", 2),
                keys.upTo("isa02", "", 10),
                keys.fixed("isa03", "00", 2),
                keys.upTo("isa04", "", 10),
                sender,
                receiver,
                eleven,
                version,
                keys.text("isa14", "0").equals("1"),
                usage,
                keys.upTo("gs02", sender.id(), 15),
                keys.upTo("gs03", receiver.id(), 15),
                keys.text("gs07", "X"),
                keys.upTo("gs08", release, 12),
                keys.count("setsPerGroup", SETS_PER_GROUP),
                keys.count("groupsPerInterchange", 1),
                keys.count("interchangesPerFile", 1));
    }

    /** Release 004010 goes in version 00401, 005010X230 in 00501. */
    static String versionOf(String release) {
        return release.length() < 5 ? "00401" : release.substring(0, 5);
    }

    /** @param release the agreement's release, such as {@code D.96A} */
    EdifactEnvelope edifact(String release, Address sender, Address receiver, Usage usage) {
        String syntax = keys.text("syntax", "UNOC:3");
        if (!syntax.matches("UNO[A-LWXY]:[1-4]")) {
            keys.problem(
                    "syntax",
                    "'syntax' is a syntax identifier and version such as UNOC:3 or UNOW:4; found '" + syntax + "'.");
            syntax = "UNOC:3";
        }
        int version = syntax.charAt(5) - '0';
        Delimiters delimiters = new Delimiters(
                keys.delimiter("element", '+'),
                keys.delimiter("component", ':'),
                version >= FIRST_SYNTAX_WITH_REPETITION ? keys.delimiter("repetition", '*') : Delimiters.NONE,
                keys.delimiter("segment", '\''),
                keys.delimiter("release", '?'),
                (byte) '.');
        keys.checkDifferent(delimiters);
        return new EdifactEnvelope(
                delimiters,
                keys.suffix(),
                keys.flag("una", true),
                syntax.substring(0, 4),
                version,
                sender,
                keys.upTo("unb0008", "", 14),
                receiver,
                keys.upTo("unb0014", "", 14),
                keys.upTo("unb0026", "", 14),
                keys.text("unb0031", "0").equals("1"),
                keys.upTo("unb0032", "", 35),
                usage,
                keys.flag("ung", false),
                keys.upTo("ung0040", sender.id(), 35),
                keys.upTo("ung0044", receiver.id(), 35),
                release,
                keys.upTo("unh0057", "", 6),
                keys.flag("upperCase", false),
                keys.text("unmappable", "refuse").equals("substitute"),
                keys.count("setsPerGroup", SETS_PER_GROUP),
                keys.count("groupsPerInterchange", 1));
    }
}
