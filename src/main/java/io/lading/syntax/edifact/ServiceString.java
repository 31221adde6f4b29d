package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;

/**
 * Finds the service characters before anything can be tokenized: those of UNA, the defaults, or, where a header without UNA
 * plainly uses others, those it uses. Offsets are into the array that was given.
 *
 * @param unb where the interchange header begins
 * @param delimiters in force up to and including UNB; whether values repeat depends on the version it names
 * @param repetition UNA position 8; {@link Delimiters#NONE} for a blank
 * @param source where they were taken from
 */
record ServiceString(int unb, Delimiters delimiters, byte repetition, Source source) {
    static final int UNA_LENGTH = 9;

    /** The default repetition separator of syntax version 4. */
    static final byte REPETITION = '*';

    private static final byte LEVEL_B_ELEMENT = 0x1D;
    private static final Delimiters LEVEL_B =
            new Delimiters(LEVEL_B_ELEMENT, (byte) 0x1F, Delimiters.NONE, (byte) 0x1C, Delimiters.NONE, (byte) '.');
    /** UNB, a delimiter, four characters of syntax identifier. */
    private static final int PLACE_OF_COMPONENT = 8;

    /** Where service characters come from. */
    enum Source {
        ANNOUNCED,
        /** UNA of eight characters: the reserved one was left out. */
        ANNOUNCED_SHORT,
        DEFAULT,
        /** No UNA, and a header that uses others than the defaults. */
        GUESSED
    }

    /** @param from where UNA or UNB begins; {@code limit} ends what can be seen */
    static ServiceString at(byte[] bytes, int from, int limit) {
        return bytes[from + 2] == 'A' ? announced(bytes, from, limit) : unannounced(bytes, from, limit);
    }

    private static ServiceString announced(byte[] bytes, int from, int limit) {
        byte component = bytes[from + 3];
        byte element = bytes[from + 4];
        byte mark = bytes[from + 5];
        byte release = orNone(bytes[from + 6]);
        boolean isShort = isUnb(bytes, from + UNA_LENGTH - 1, limit, element);
        byte repetition = isShort ? Delimiters.NONE : orNone(bytes[from + 7]);
        byte segment = bytes[from + (isShort ? 7 : 8)];
        int unb = skipBlanks(bytes, from + (isShort ? UNA_LENGTH - 1 : UNA_LENGTH), limit);
        Delimiters delimiters = new Delimiters(element, component, Delimiters.NONE, segment, release, mark);
        return new ServiceString(unb, delimiters, repetition, isShort ? Source.ANNOUNCED_SHORT : Source.ANNOUNCED);
    }

    private static byte orNone(byte b) {
        return b == ' ' ? Delimiters.NONE : b;
    }

    private static ServiceString unannounced(byte[] bytes, int from, int limit) {
        byte element = bytes[from + 3];
        if (element == Delimiters.EDIFACT_DEFAULT.element() && !endsWithLine(bytes, from, limit, element)) {
            return new ServiceString(from, Delimiters.EDIFACT_DEFAULT, REPETITION, Source.DEFAULT);
        }
        if (element == LEVEL_B_ELEMENT) {
            return new ServiceString(from, LEVEL_B, Delimiters.NONE, Source.DEFAULT);
        }
        int place = from + PLACE_OF_COMPONENT;
        byte component = place < limit && isUsable(bytes[place]) ? bytes[place] : (byte) ':';
        byte segment = terminator(bytes, place, limit, element);
        byte release = element == '?' || component == '?' || segment == '?' ? Delimiters.NONE : (byte) '?';
        Delimiters guessed = new Delimiters(element, component, Delimiters.NONE, segment, release, (byte) '.');
        return new ServiceString(from, guessed, Delimiters.NONE, Source.GUESSED);
    }

    /** True if the header ends with its line, and a message begins at the next. */
    private static boolean endsWithLine(byte[] bytes, int from, int limit, byte element) {
        byte terminator = terminator(bytes, from + PLACE_OF_COMPONENT, limit, element);
        return terminator == '\n' || terminator == '\r';
    }

    /** The byte before the first message or group header. */
    private static byte terminator(byte[] bytes, int from, int limit, byte element) {
        for (int p = from; p + 3 < limit; p++) {
            boolean header = bytes[p] == 'U'
                    && bytes[p + 1] == 'N'
                    && (bytes[p + 2] == 'H' || bytes[p + 2] == 'G')
                    && bytes[p + 3] == element;
            if (header) {
                int before = p - 1;
                while (before > from && bytes[before] >= 0 && bytes[before] <= ' ') {
                    before--;
                }
                return isUsable(bytes[before]) ? bytes[before] : bytes[p - 1];
            }
        }
        return Delimiters.EDIFACT_DEFAULT.segment();
    }

    private static boolean isUnb(byte[] bytes, int from, int limit, byte element) {
        int p = skipBlanks(bytes, from, limit);
        return p + 3 < limit
                && bytes[p] == 'U'
                && bytes[p + 1] == 'N'
                && bytes[p + 2] == 'B'
                && bytes[p + 3] == element;
    }

    static int skipBlanks(byte[] bytes, int from, int limit) {
        int p = from;
        while (p < limit && bytes[p] >= 0 && bytes[p] <= ' ') {
            p++;
        }
        return p;
    }

    /** False if characters needed to read on are letters, digits, blanks or equal to each other. */
    boolean isReadable() {
        byte[] needed = {delimiters.element(), delimiters.component(), delimiters.segment(), delimiters.release()};
        int count = delimiters.release() == Delimiters.NONE ? 3 : 4;
        for (int i = 0; i < count; i++) {
            boolean lineEnd = i == 2 && (needed[i] == '\n' || needed[i] == '\r');
            if (!isUsable(needed[i]) && !lineEnd) {
                return false;
            }
        }
        return areDistinct(needed, count);
    }

    private static boolean areDistinct(byte[] given, int count) {
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                if (given[i] == given[j]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isUsable(byte b) {
        return b > 0 && b != ' ' && b != '\n' && b != '\r' && !Character.isLetterOrDigit(b);
    }

    /** The characters in force after UNB: repetition is of syntax version 4 on only. */
    Delimiters inVersion(int version) {
        byte repeating = version >= 4 && isUsable(repetition) && !isService(repetition) ? repetition : Delimiters.NONE;
        return new Delimiters(
                delimiters.element(),
                delimiters.component(),
                repeating,
                delimiters.segment(),
                delimiters.release(),
                delimiters.decimalMark());
    }

    private boolean isService(byte b) {
        return b == delimiters.element()
                || b == delimiters.component()
                || b == delimiters.segment()
                || b == delimiters.release();
    }
}
