package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.syntax.DelimitedOutput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Puts delimiters and values into bytes. X12 has no release character, so a value must not contain a delimiter. Where the
 * agreement allows it, a delimiter that turns up in a value is exchanged for another everywhere in the interchange, for up
 * to that value it stood for nothing but itself. Where not, the character becomes a blank and that is reported: as an
 * error by default, so that nothing is sent that says something else than its source. Hot path for plain ASCII values.
 */
final class X12Output extends DelimitedOutput {
    /** What partners' systems are known to take; letters, digits, blanks and what numbers consist of are never delimiters. */
    private static final String CANDIDATES = "*~>^|:<!\\`@{}[]+#$%&;_?=";

    private static final byte SUBSTITUTE = ' ';
    private static final byte UNMAPPED = '?';

    private final boolean[] inData = new boolean[256];
    private EnvelopeSettings settings = EnvelopeSettings.between("ZZ", "", "ZZ", "");
    private int interchangeStart;

    X12Output() {
        super(Delimiters.X12_USUAL);
    }

    void beginInterchange(EnvelopeSettings newSettings) {
        settings = newSettings;
        beginInterchange(newSettings.effectiveDelimiters(), newSettings.charset(), newSettings.suffix());
        interchangeStart = bytes.length();
        java.util.Arrays.fill(inData, false);
    }

    /** A component or repetition separator that is itself the value of ISA16 or ISA11. */
    void delimiterAsValue(byte delimiter) {
        bytes.append(delimiter);
    }

    void blanks(int count) {
        for (int i = 0; i < count; i++) {
            bytes.append((byte) ' ');
        }
    }

    @Override
    protected void value(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = settings.upperCase() ? Character.toUpperCase(value.charAt(i)) : value.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                ascii((byte) c, value);
            } else if (c < ' ' || c == 0x7F) {
                complain("text without control characters", value);
                data(SUBSTITUTE);
            } else {
                i += beyondAscii(value, i, c);
            }
        }
    }

    private void ascii(byte b, String value) {
        if (isDelimiter(b) && !exchange(b)) {
            complain("text without the delimiter " + (char) b, value);
            data(SUBSTITUTE);
            return;
        }
        data(b);
    }

    private void data(byte b) {
        inData[b & 0xFF] = true;
        bytes.append(b);
    }

    /** Writes one character, which may be a surrogate pair; answers how many more chars than one it took. */
    private int beyondAscii(String value, int index, char c) {
        boolean pair = Character.isHighSurrogate(c)
                && index + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(index + 1));
        String character = pair ? value.substring(index, index + 2) : String.valueOf(c);
        try {
            ByteBuffer encoded = encoder.encode(CharBuffer.wrap(character));
            while (encoded.hasRemaining()) {
                data(encoded.get());
            }
        } catch (CharacterCodingException notInCharset) {
            complain("characters of " + settings.charset().name(), value);
            ascii(UNMAPPED, value);
        }
        return pair ? 1 : 0;
    }

    private boolean isDelimiter(byte b) {
        return b == delimiters.element()
                || b == delimiters.component()
                || b == delimiters.segment()
                || b == delimiters.repetition();
    }

    /** Exchanges a delimiter that a value contains for one that no value has contained so far. */
    private boolean exchange(byte before) {
        if (!settings.otherDelimiters()) {
            return false;
        }
        for (int i = 0; i < CANDIDATES.length(); i++) {
            byte candidate = (byte) CANDIDATES.charAt(i);
            if (!inData[candidate] && !isDelimiter(candidate)) {
                bytes.replace(interchangeStart, before, candidate);
                delimiters = new Delimiters(
                        exchanged(delimiters.element(), before, candidate),
                        exchanged(delimiters.component(), before, candidate),
                        exchanged(delimiters.repetition(), before, candidate),
                        exchanged(delimiters.segment(), before, candidate),
                        Delimiters.NONE,
                        delimiters.decimalMark());
                return true;
            }
        }
        return false;
    }

    private static byte exchanged(byte delimiter, byte before, byte now) {
        return delimiter == before ? now : delimiter;
    }

    private void complain(String expected, String value) {
        complain(settings.unwritable(), expected, value);
    }
}
