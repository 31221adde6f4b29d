package io.lading.syntax.edifact;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The character sets that UNB S001 0001 names (ISO 9735, clause 5; code list of data element 0001). */
public enum SyntaxLevel {
    UNOA("US-ASCII"),
    UNOB("US-ASCII"),
    UNOC("ISO-8859-1"),
    UNOD("ISO-8859-2"),
    UNOE("ISO-8859-5"),
    UNOF("ISO-8859-7"),
    UNOG("ISO-8859-3"),
    UNOH("ISO-8859-4"),
    UNOI("ISO-8859-6"),
    UNOJ("ISO-8859-8"),
    UNOK("ISO-8859-9"),
    UNOL("ISO-8859-15"),
    UNOW("UTF-8"),
    /** Code extension by ISO 2022, of which Java knows the Japanese use. */
    UNOX("ISO-2022-JP"),
    /** ISO 10646-1; with service characters of one byte each that can only be UTF-8. */
    UNOY("UTF-8"),
    /** What is not in the list, such as IATA's own: read as it comes. */
    OTHER("ISO-8859-1");

    private static final String LEVEL_A = " ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-()/='+:?!\"%&*;<>";
    private static final int ESCAPE = 0x1B;
    private static final int DELETE = 0x7F;

    private final String charsetName;

    SyntaxLevel(String charsetName) {
        this.charsetName = charsetName;
    }

    static Optional<SyntaxLevel> named(String identifier) {
        for (SyntaxLevel level : values()) {
            if (level.name().equals(identifier) && level != OTHER) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** The character set of a syntax identifier. */
    public static SyntaxLevel of(String identifier) {
        return named(identifier).orElse(OTHER);
    }

    /** How values are decoded and written; ISO 8859-1 where Java lacks the set. */
    public Charset charset() {
        return Charset.isSupported(charsetName) ? Charset.forName(charsetName) : StandardCharsets.ISO_8859_1;
    }

    /** True if a byte may stand in a value; service characters may where they are released. */
    boolean hasByte(int b) {
        return switch (this) {
            case UNOA -> LEVEL_A.indexOf(b) >= 0;
            case UNOB -> b >= ' ' && b < DELETE;
            case UNOX -> b >= ' ' || b == ESCAPE || b == 0x0E || b == 0x0F;
            case OTHER -> true;
            default -> b >= ' ' && b != DELETE;
        };
    }

    /** True if the writer may use a character of this set, which for level A has no lower case (ISO 9735, 5.2). */
    boolean hasCharacter(char c) {
        return c >= 0x80 ? this != UNOA && this != UNOB : hasByte(c);
    }
}
