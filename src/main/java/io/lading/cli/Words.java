package io.lading.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the verbs that ask a running hub have in common when they print. */
final class Words {
    private Words() {}

    static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String pathPart(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** What a problem document (RFC 9457) says; the body itself if it is none. */
    static String problem(ApiClient.Answer answer) {
        try {
            JsonNode problem = answer.json();
            String detail = text(problem, "detail");
            String sentence = detail.isEmpty() ? text(problem, "title") : detail;
            return problem.path("problems")
                    .valueStream()
                    .map(each -> "\n  " + (each.isString() ? each.asString() : text(each, "message")))
                    .reduce(sentence, String::concat);
        } catch (JacksonException e) {
            return "HTTP " + answer.status() + " " + answer.body();
        }
    }
}
