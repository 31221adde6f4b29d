package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.syntax.DelimitedOutput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Puts service characters and values into bytes. A service character in a value is released (ISO 9735, clause 5.1). What the
 * character set lacks is substituted and reported: as an error by default, so that nothing is sent that says something else
 * than its source. Hot path for plain ASCII values.
 */
final class EdifactOutput extends DelimitedOutput {
    private static final char SUBSTITUTE = ' ';
    private static final char UNMAPPED = '?';

    private final boolean[] plain = new boolean[128];
    private EdifactSettings settings;

    EdifactOutput() {
        super(Delimiters.EDIFACT_DEFAULT);
        EdifactSettings.Party nobody = new EdifactSettings.Party("", "", "");
        this.settings = EdifactSettings.between(nobody, nobody);
    }

    void beginInterchange(EdifactSettings newSettings) {
        settings = newSettings;
        beginInterchange(newSettings.effectiveDelimiters(), newSettings.level().charset(), newSettings.suffix());
        for (char c = 0; c < plain.length; c++) {
            plain[c] = c >= ' ' && c != 0x7F && newSettings.level().hasCharacter(c) && !isService((byte) c);
        }
        if (newSettings.needsUna()) {
            bytes.appendAscii("UNA");
            bytes.append(delimiters.component());
            bytes.append(delimiters.element());
            bytes.append(delimiters.decimalMark());
            bytes.append(orBlank(delimiters.release()));
            bytes.append(orBlank(delimiters.repetition()));
            terminator();
        }
    }

    private static byte orBlank(byte delimiter) {
        return delimiter == Delimiters.NONE ? (byte) ' ' : delimiter;
    }

    private boolean isService(byte b) {
        return b == delimiters.element()
                || b == delimiters.component()
                || b == delimiters.segment()
                || (b == delimiters.release() && b != Delimiters.NONE)
                || (b == delimiters.repetition() && b != Delimiters.NONE);
    }

    @Override
    protected void value(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < plain.length && plain[c] && !settings.upperCase()) {
                bytes.append((byte) c);
            } else {
                i += carefully(value, i, settings.upperCase() ? Character.toUpperCase(c) : c);
            }
        }
    }

    /** Writes one character, which may be a surrogate pair; answers how many more chars than one it took. */
    private int carefully(String value, int index, char c) {
        if (c < plain.length) {
            ascii(value, c);
            return 0;
        }
        boolean pair = Character.isHighSurrogate(c)
                && index + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(index + 1));
        String character = pair ? value.substring(index, index + 2) : String.valueOf(c);
        boolean control = c < 0xA0;
        if (control || !settings.level().hasCharacter(c)) {
            unwritable(value, UNMAPPED);
            return pair ? 1 : 0;
        }
        try {
            ByteBuffer encoded = encoder.encode(CharBuffer.wrap(character));
            while (encoded.hasRemaining()) {
                bytes.append(encoded.get());
            }
        } catch (CharacterCodingException notInCharset) {
            unwritable(value, UNMAPPED);
        }
        return pair ? 1 : 0;
    }

    private void ascii(String value, char c) {
        if (plain[c]) {
            bytes.append((byte) c);
        } else if (isService((byte) c) && delimiters.release() != Delimiters.NONE) {
            bytes.append(delimiters.release());
            bytes.append((byte) c);
        } else {
            unwritable(value, c < ' ' || c == 0x7F || isService((byte) c) ? SUBSTITUTE : UNMAPPED);
        }
    }

    private void unwritable(String value, char substitute) {
        complain(settings.unwritable(), "characters of " + settings.level().name() + " that can be written", value);
        if (plain[substitute]) {
            bytes.append((byte) substitute);
        } else if (delimiters.release() == Delimiters.NONE) {
            bytes.append((byte) SUBSTITUTE);
        } else {
            bytes.append(delimiters.release());
            bytes.append((byte) substitute);
        }
    }
}
