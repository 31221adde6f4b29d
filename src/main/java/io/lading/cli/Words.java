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

    /** Somebody who typed a command is told its options, not the parameters of the address behind it. */
    private static String asCommand(String sentence) {
        return sentence.replace(
                        "Ask again with ?confirm=true.",
                        "Give --confirm to send it to them a second time all the same.")
                .replace(
                        "Say through which connection: ?connection=PARTNER/NAME. (A connection's own token says it by"
                                + " itself.)",
                        "Say in whose place: --as PARTNER/CONNECTION. (A connection's own token says it by itself.)")
                .replace("The parameter 'state'", "--state")
                .replace("The parameter 'direction'", "--direction")
                .replace("The parameter 'limit'", "--limit");
    }

    /** What a problem document (RFC 9457) says; the body itself if it is none. */
    static String problem(ApiClient.Answer answer) {
        try {
            JsonNode problem = answer.json();
            String detail = text(problem, "detail");
            String sentence = asCommand(detail.isEmpty() ? text(problem, "title") : detail);
            return problem.path("problems")
                    .valueStream()
                    .map(each -> "\n  " + (each.isString() ? each.asString() : text(each, "message")))
                    .reduce(sentence, String::concat);
        } catch (JacksonException e) {
            return "HTTP " + answer.status() + " " + answer.body();
        }
    }
}
