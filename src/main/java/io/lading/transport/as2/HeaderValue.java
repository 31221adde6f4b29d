package io.lading.transport.as2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

    /** {@code name*} of RFC 2231 before plain {@code name}: the file name in its own characters. */
    Optional<String> extended(String name) {
        return parameter(name + "*").flatMap(HeaderValue::decoded).or(() -> parameter(name));
    }

    private static Optional<String> decoded(String text) {
        String[] pieces = text.split("'", 3);
        if (pieces.length < 3) {
            return Optional.empty();
        }
        Charset charset =
                pieces[0].equalsIgnoreCase("iso-8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        try {
            // URLDecoder reads a plus as a blank, which RFC 2231 does not.
            return Optional.of(java.net.URLDecoder.decode(pieces[2].replace("+", "%2B"), charset));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
