package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import io.lading.syntax.ByteBuilder;
import io.lading.syntax.Unwritable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;

/**
 * Puts service characters and values into bytes. A service character in a value is released (ISO 9735, clause 5.1). What the
 * character set lacks is substituted and reported: as an error by default, so that nothing is sent that says something else
 * than its source. Hot path for plain ASCII values.
 */
final class EdifactOutput {
    private static final char SUBSTITUTE = ' ';
    private static final char UNMAPPED = '?';

    final ByteBuilder bytes = new ByteBuilder();
    private final boolean[] plain = new boolean[128];
    private final Complaints complaints;
    private EdifactSettings settings;
    private Delimiters delimiters = Delimiters.EDIFACT_DEFAULT;
    private CharsetEncoder encoder;

    /** Takes what is wrong with the value that is being written. */
    interface Complaints {
        void about(boolean error, FindingCode code, String expected, String found);
    }

    EdifactOutput(Complaints complaints) {
        this.complaints = complaints;
        EdifactSettings.Party nobody = new EdifactSettings.Party("", "", "");
        this.settings = EdifactSettings.between(nobody, nobody);
        this.encoder = settings.level().charset().newEncoder();
    }

    void beginInterchange(EdifactSettings newSettings) {
        settings = newSettings;
        delimiters = newSettings.effectiveDelimiters();
        encoder = newSettings
                .level()
                .charset()
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
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

    Delimiters delimiters() {
        return delimiters;
    }

    boolean repeats() {
        return delimiters.repetition() != Delimiters.NONE;
    }

    void repeat(byte delimiter, int count) {
        for (int i = 0; i < count; i++) {
            bytes.append(delimiter);
        }
    }

    void terminator() {
        bytes.append(delimiters.segment());
        bytes.appendAscii(settings.suffix().text());
    }

    void value(String value) {
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
        boolean error = settings.unwritable() == Unwritable.REFUSE;
        complaints.about(
                error,
                FindingCode.CHARACTER_NOT_ALLOWED,
                "characters of " + settings.level().name() + " that can be written",
                value);
        if (plain[substitute]) {
            bytes.append((byte) substitute);
        } else if (delimiters.release() == Delimiters.NONE) {
            bytes.append((byte) SUBSTITUTE);
        } else {
            bytes.append(delimiters.release());
            bytes.append((byte) substitute);
        }
    }

    String text() {
        return bytes.text(encoder.charset());
    }
}
