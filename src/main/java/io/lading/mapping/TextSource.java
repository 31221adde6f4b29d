package io.lading.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file or message that is not EDI: JSON, CSV, XML, a flat file.
 *
 * @param bytes the clear bytes; not to be changed
 * @param charset as the transport or the agreement says
 * @param file the name it came under, put into positions
 */
@SuppressWarnings("ArrayRecordComponent") // Payloads are large; the one who makes the source gives the array away.
public record TextSource(
        byte[] bytes, Charset charset, @Nullable String file) {

    public static TextSource utf8(byte[] bytes, @Nullable String file) {
        return new TextSource(bytes, StandardCharsets.UTF_8, file);
    }
}
