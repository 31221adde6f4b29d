package io.lading.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says a CONTRL segment by segment in words. */
final class ContrlWords {
    private static final Map<String, String> ACTIONS = Map.of(
            "4", "rejected",
            "7", "accepted",
            "8", "received, and not yet judged");

    private ContrlWords() {}

    static boolean isEdifact(byte[] interchange) {
        String begin = new String(interchange, 0, Math.min(3, interchange.length), StandardCharsets.US_ASCII);
        return begin.equals("UNA") || begin.equals("UNB");
    }

    /** Each segment as it was sent and beside it what it says. Ours are written with the usual delimiters. */
    static List<String> lines(byte[] interchange) {
        List<String> lines = new ArrayList<>();
        String text = new String(interchange, StandardCharsets.ISO_8859_1);
        for (String segment : split(text.startsWith("UNA") ? text.substring(9) : text, '\'')) {
            String raw = segment.strip();
            if (!raw.isEmpty()) {
                lines.add(AcknowledgementWords.line(raw + "'", words(split(raw, '+'))));
            }
        }
        return lines;
    }

    private static String words(List<String> elements) {
        return switch (elements.get(0)) {
            case "UNB" ->
                "interchange " + at(elements, 5) + " from " + first(at(elements, 2)) + " to " + first(at(elements, 3));
            case "UNH" -> "syntax and service report " + at(elements, 1);
            case "UCI" -> "interchange " + at(elements, 1) + " is " + action(at(elements, 4));
            case "UCF" -> "group " + at(elements, 1) + " is " + action(at(elements, 4));
            case "UCM" ->
                "message " + at(elements, 1) + " (" + first(at(elements, 2)) + ") is " + action(at(elements, 3));
            case "UCS" ->
                "segment " + at(elements, 1) + (at(elements, 2).isEmpty() ? "" : ": error " + at(elements, 2));
            case "UCD" -> "element " + place(at(elements, 2)) + ": error " + at(elements, 1);
            case "UNT" -> "the end of " + at(elements, 2) + ", " + at(elements, 1) + " segments";
            case "UNZ" -> "the end of the interchange";
            default -> "";
        };
    }

    private static String action(String code) {
        return ACTIONS.getOrDefault(code, "answered with " + code);
    }

    /** S011 as people count: its first number counts the segment's tag as well. */
    private static String place(String s011) {
        List<String> parts = split(s011, ':');
        boolean number = parts.get(0).matches("[1-9]\\d{0,2}");
        parts.set(0, number ? String.valueOf(Integer.parseInt(parts.get(0)) - 1) : parts.get(0));
        return String.join(":", parts);
    }

    private static String first(String composite) {
        return split(composite, ':').get(0);
    }

    private static String at(List<String> elements, int place) {
        return place < elements.size() ? elements.get(place) : "";
    }

    /** Parts between delimiters that no release character precedes. */
    private static List<String> split(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '?') {
                i++;
            } else if (text.charAt(i) == delimiter) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
