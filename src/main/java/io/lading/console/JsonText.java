package io.lading.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON for reading: indented, and cut into tokens that the style sheet colours. */
final class JsonText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonText() {}

    /** @param kind {@code key}, {@code string}, {@code number}, {@code word} or {@code plain} */
    public record Token(String kind, String text) {}

    static List<Token> tokens(byte[] json, boolean cut) {
        if (cut) {
            return List.of(new Token("plain", new String(json, StandardCharsets.UTF_8) + "\n… it goes on"));
        }
        try {
            return tokens(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json)));
        } catch (JacksonException e) {
            return List.of(new Token("plain", new String(json, StandardCharsets.UTF_8)));
        }
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = endOfToken(text, at);
            tokens.add(new Token(kind(text, at, end), text.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    private static int endOfToken(String text, int from) {
        char first = text.charAt(from);
        int at = from + 1;
        if (first == '"') {
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return at + 1;
        }
        boolean word = isWord(first);
        while (at < text.length() && text.charAt(at) != '"' && isWord(text.charAt(at)) == word) {
            at++;
        }
        return at;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '+';
    }

    private static String kind(String text, int from, int to) {
        char first = text.charAt(from);
        if (first == '"') {
            boolean key = text.startsWith(" :", to) || text.startsWith(":", to);
            return key ? "key" : "string";
        }
        if (Character.isDigit(first) || first == '-') {
            return "number";
        }
        return Character.isLetter(first) ? "word" : "plain";
    }
}
