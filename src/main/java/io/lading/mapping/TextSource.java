package io.lading.mapping;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file or message that is not EDI: JSON, CSV, XML, a flat file.
 *
 * @param bytes the clear bytes; not to be changed
 * @param declared the character set that its bytes, its transport or its map name; null if nothing does
 * @param file the name it came under, put into positions
 */
@SuppressWarnings("ArrayRecordComponent") // Payloads are large; the one who makes the source gives the array away.
public record TextSource(
        byte[] bytes, @Nullable Charset declared, @Nullable String file) {
    /** Where an XML declaration must have ended: it stands first, and is short. */
    private static final int DECLARATION = 256;

    /** XML 1.0 §2.8 production 23 and §4.3.3 production 80. */
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:-]+)\"?");

    public static TextSource utf8(byte[] bytes, @Nullable String file) {
        return new TextSource(bytes, StandardCharsets.UTF_8, file);
    }

    /** A source that says itself in which character set it is written, if at all. */
    public static TextSource of(byte[] bytes, @Nullable String file) {
        return of(bytes, file, "");
    }

    /**
     * A source in the character set that its byte order mark names, else its transport, else its XML declaration, in the
     * order of RFC 7303 §3.
     *
     * @param mediaType as the transport says it, {@code text/csv; charset=iso-8859-1}; may be empty
     */
    public static TextSource of(byte[] bytes, @Nullable String file, String mediaType) {
        Charset declared = byMark(bytes);
        declared = declared == null ? named(CHARSET.matcher(mediaType)) : declared;
        return new TextSource(bytes, declared == null ? byDeclaration(bytes) : declared, file);
    }

    /** The same, in the character set that its map names if nothing else named one. */
    public TextSource orElse(@Nullable Charset otherwise) {
        return declared != null || otherwise == null ? this : new TextSource(bytes, otherwise, file);
    }

    /** UTF-8 if nothing names one. */
    public Charset charset() {
        return declared == null ? StandardCharsets.UTF_8 : declared;
    }

    /** The character set of a name, or null if this Java knows none such. */
    public static @Nullable Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null; // What is not plain ASCII is then told as it is met.
        }
    }

    private static @Nullable Charset named(Matcher matcher) {
        return matcher.find() ? named(matcher.group(1)) : null;
    }

    private static @Nullable Charset byMark(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return switch (first) {
            case 0xFEFF, 0xFFFE -> StandardCharsets.UTF_16; // which reads the mark itself
            case 0x003C -> StandardCharsets.UTF_16BE;
            case 0x3C00 -> StandardCharsets.UTF_16LE;
            case 0xEFBB -> StandardCharsets.UTF_8;
            default -> null;
        };
    }

    private static @Nullable Charset byDeclaration(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        return named(ENCODING.matcher(start));
    }
}
