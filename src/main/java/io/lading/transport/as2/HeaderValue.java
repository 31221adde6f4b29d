package io.lading.transport.as2;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A structured header: {@code multipart/signed; micalg="sha-256"; boundary=x} (RFC 2045 §5.1).
 *
 * @param value what stands before the first semicolon, in small letters
 * @param parameters by name in small letters; of two with the same name the first counts
 */
record HeaderValue(String value, Map<String, String> parameters) {

    static HeaderValue parse(String header) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int place = header.indexOf(';');
        String value = (place < 0 ? header : header.substring(0, place)).strip().toLowerCase(Locale.ROOT);
        while (place >= 0 && place < header.length()) {
            int equals = header.indexOf('=', place);
            if (equals < 0) {
                break;
            }
            String name = header.substring(place + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder text = new StringBuilder();
            place = readParameter(header, equals + 1, text);
            parameters.putIfAbsent(name, text.toString());
        }
        return new HeaderValue(value, Map.copyOf(parameters));
    }

    /** Reads a token or a quoted string; answers with the place of the next semicolon, or -1. */
    private static int readParameter(String header, int from, StringBuilder into) {
        boolean quoted = false;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (quoted && c == '\\' && i + 1 < header.length()) {
                into.append(header.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                trim(into);
                return i;
            } else if (quoted || !into.isEmpty() || c != ' ') {
                into.append(c);
            }
        }
        trim(into);
        return -1;
    }

    private static void trim(StringBuilder text) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * A name in its own characters: {@code name*} of RFC 2231 before plain {@code name}, whole or in pieces (§3). In the plain
     * one also what no standard allows and senders write: words of RFC 2047, and bytes of UTF-8.
     */
    Optional<String> extended(String name) {
        return parameter(name + "*")
                .flatMap(text -> extended(List.of(new Piece(text, true))))
                .or(() -> extended(pieces(name)))
                .or(() -> parameter(name).map(HeaderValue::plain));
    }

    /** @param encoded with percent signs; the first of them begins with character set and language */
    private record Piece(String text, boolean encoded) {}

    private List<Piece> pieces(String name) {
        List<Piece> pieces = new ArrayList<>();
        while (true) {
            String numbered = name + "*" + pieces.size();
            String encoded = parameters.get(numbered + "*");
            String text = encoded == null ? parameters.get(numbered) : encoded;
            if (text == null) {
                return pieces;
            }
            pieces.add(new Piece(text, encoded != null));
        }
    }

    /** Nothing if it is damaged. A character may be split between two pieces, so bytes are put together. */
    private static Optional<String> extended(List<Piece> pieces) {
        String charset = "";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            String text = piece.text();
            if (piece.encoded() && i == 0) {
                String[] marked = text.split("'", 3);
                if (marked.length < 3) {
                    return Optional.empty();
                }
                charset = marked[0];
                text = marked[2];
            }
            if (!decode(Characters.bytesOf(text), piece.encoded(), bytes)) {
                return Optional.empty();
            }
        }
        return pieces.isEmpty() ? Optional.empty() : Optional.of(text(bytes.toByteArray(), charset));
    }

    private static boolean decode(String text, boolean encoded, ByteArrayOutputStream into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!encoded || c != '%') {
                into.write(c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return false;
            }
            into.write((high << 4) | low);
            i += 2;
        }
        return true;
    }

    private static String text(byte[] bytes, String charset) {
        try {
            boolean known = !charset.isEmpty() && !charset.equalsIgnoreCase("utf-8") && Charset.isSupported(charset);
            return known ? new String(bytes, Charset.forName(charset)) : Characters.read(bytes);
        } catch (IllegalCharsetNameException e) {
            return Characters.read(bytes);
        }
    }

    private static String plain(String text) {
        if (!text.contains("=?")) {
            return Characters.readable(text);
        }
        try {
            return MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException e) {
            return text; // in a character set that nobody here knows
        }
    }
}
