package io.lading.interchange;

/**
 * The service characters of one interchange, as single bytes. {@link #NONE} stands for a character that the interchange
 * does not have: X12 has no release character, and no repetition separator before version 00402.
 */
public record Delimiters(byte element, byte component, byte repetition, byte segment, byte release, byte decimalMark) {

    /** No such delimiter in this interchange; zero is never a delimiter. */
    public static final byte NONE = 0;

    /** What most X12 partners use: {@code * : ^ ~}. */
    public static final Delimiters X12_USUAL =
            new Delimiters((byte) '*', (byte) ':', (byte) '^', (byte) '~', NONE, (byte) '.');

    /** EDIFACT without UNA, syntax versions 1 to 3 (ISO 9735, clause 6.1). */
    public static final Delimiters EDIFACT_DEFAULT =
            new Delimiters((byte) '+', (byte) ':', NONE, (byte) '\'', (byte) '?', (byte) '.');
}
