package io.lading.mapping.smooks;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.TextSource;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a source's bytes say in its character set, or where they cannot be read in it: a letter must not be replaced
 * silently by another, for nobody would see it in the document.
 *
 * @param text without a byte order mark; as far as it can be read
 * @param finding null if all of it can be read
 */
record SourceText(String text, @Nullable Finding finding) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    static SourceText of(TextSource source) {
        CharsetDecoder decoder = source.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(source.bytes());
        CharBuffer characters = CharBuffer.allocate((int) Math.min(
                Integer.MAX_VALUE - 8L, (long) (source.bytes().length * (double) decoder.maxCharsPerByte()) + 1));
        CoderResult result = decoder.decode(bytes, characters, true);
        if (!result.isError()) {
            decoder.flush(characters);
        }
        String decoded = characters.flip().toString();
        String text = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
        return new SourceText(text, result.isError() ? unreadable(source, text, bytes.position()) : null);
    }

    private static Finding unreadable(TextSource source, String before, int offset) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        String expected = source.declared() == null
                ? "text in UTF-8, which is assumed where neither the file, its transport nor 'from: { charset }' of the map"
                        + " says otherwise"
                : "text in " + source.charset().name() + ", as is declared";
        String found = String.format(Locale.ROOT, "the byte %02X", source.bytes()[offset] & 0xFF);
        return new Finding(
                FindingCode.VALUE_NOT_USABLE,
                Severity.ERROR,
                Finding.Origin.MAP,
                Position.inText(source.file(), line, 0, null, offset),
                expected,
                found);
    }
}
