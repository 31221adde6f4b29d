package io.lading.api;

import io.lading.transport.LimitedStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object in a request's body. A member that nobody reads is refused: what was meant by it would silently not happen. */
final class JsonBody {
    private JsonBody() {}

    /**
     * An object with these members and no others.
     *
     * @param most how many bytes it may have
     */
    static JsonNode of(HttpServletRequest request, long most, String... members) throws IOException {
        return checked(read(request, most), "", members);
    }

    /** As {@link #of}, and an empty object where there is no body. */
    static JsonNode orEmpty(HttpServletRequest request, long most, String... members) throws IOException {
        byte[] bytes = bytes(request, most);
        return bytes.length == 0 ? JsonMapper.shared().createObjectNode() : checked(parse(bytes), "", members);
    }

    /** Any JSON. */
    static JsonNode read(HttpServletRequest request, long most) throws IOException {
        return parse(bytes(request, most));
    }

    /** @param where of the object in the body: empty, or such as {@code send.} */
    static JsonNode checked(JsonNode object, String where, String... members) {
        if (!object.isObject()) {
            throw Refusal.wrong("The body is no JSON object"
                    + (where.isEmpty() ? "." : " at " + where.substring(0, where.length() - 1) + "."));
        }
        List<String> known = List.of(members);
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw Refusal.wrong("The member '" + Callers.shown(where + name) + "' is not known here."
                        + nearest(name, known) + " These are: "
                        + Arrays.stream(members).map(each -> where + each).collect(Collectors.joining(", ")) + ".");
            }
        }
        return object;
    }

    /** A shortened name counts as near: {@code expires} for {@code expiresIn}. */
    private static String nearest(String name, List<String> known) {
        return known.stream()
                .filter(each -> name.length() > 2 && (each.startsWith(name) || name.startsWith(each)))
                .findFirst()
                .map(each -> " Did you mean '" + each + "'?")
                .orElseGet(() -> {
                    String hint = io.lading.yaml.Problems.didYouMean(name, known);
                    return hint.contains("Did you mean") ? hint : "";
                });
    }

    private static byte[] bytes(HttpServletRequest request, long most) throws IOException {
        try (LimitedStream in = new LimitedStream(request.getInputStream(), most)) {
            return in.readAllBytes();
        } catch (LimitedStream.TooLarge e) {
            throw new Refusal(
                    HttpStatus.CONTENT_TOO_LARGE, "Too large", "A body of at most " + most + " bytes is taken.");
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JsonMapper.shared().readTree(bytes);
        } catch (JacksonException e) {
            throw Refusal.wrong("The body is not JSON: " + e.getOriginalMessage() + ".");
        }
    }
}
