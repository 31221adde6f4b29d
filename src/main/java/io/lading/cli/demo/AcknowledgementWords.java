package io.lading.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Says a 997, TA1 or CONTRL segment by segment in words. */
final class AcknowledgementWords {
    private static final int WIDTH = 34;
    private static final Map<String, String> STATUS = Map.of(
            "A", "accepted",
            "E", "accepted, with errors noted",
            "P", "partially accepted",
            "R", "rejected",
            "M", "rejected, authentication failed",
            "W", "rejected, assurance failed",
            "X", "rejected, content could not be decrypted");
    private static final Map<String, String> SEGMENT_ERRORS = Map.of(
            "1", "the segment is not known",
            "2", "the segment is not expected here",
            "3", "a mandatory segment is missing",
            "4", "the loop comes too often",
            "5", "the segment comes too often",
            "6", "the segment is not part of this set",
            "7", "the segment is out of order",
            "8", "the segment has elements in error");
    private static final Map<String, String> ELEMENT_ERRORS = Map.ofEntries(
            Map.entry("1", "a mandatory element is missing"),
            Map.entry("2", "a condition between elements is broken"),
            Map.entry("3", "too many elements"),
            Map.entry("4", "too short"),
            Map.entry("5", "too long"),
            Map.entry("6", "a character that is not allowed"),
            Map.entry("7", "a code that is not allowed"),
            Map.entry("8", "not a date"),
            Map.entry("9", "not a time"),
            Map.entry("10", "an element that must be left out"));
    private static final Map<String, String> SET_ERRORS = Map.of(
            "1", "this set is not supported",
            "2", "its trailer is missing",
            "3", "header and trailer have different control numbers",
            "4", "the number of segments is not the one stated",
            "5", "segments are in error",
            "6", "its identifier is missing or not allowed",
            "7", "its control number is missing or not allowed");
    private static final Map<String, String> GROUP_ERRORS = Map.of(
            "1", "this group is not supported",
            "2", "its version is not supported",
            "3", "its trailer is missing",
            "4", "header and trailer have different control numbers",
            "5", "the number of sets is not the one stated",
            "6", "its control number is not allowed");

    private AcknowledgementWords() {}

    /** Each segment as it was sent and beside it, or below a long one, what it says. */
    static List<String> lines(byte[] interchange) {
        if (ContrlWords.isEdifact(interchange)) {
            return ContrlWords.lines(interchange);
        }
        List<String> lines = new ArrayList<>();
        for (List<String> segment : segments(interchange)) {
            lines.add(line(String.join("*", segment).replaceAll(" {2,}", " "), words(segment)));
        }
        return lines;
    }

    /** A segment and its words beside it. */
    static String line(String segment, String words) {
        return segment + " ".repeat(Math.max(0, WIDTH - segment.length())) + "  " + words;
    }

    private static String words(List<String> segment) {
        return switch (segment.get(0)) {
            case "ISA" -> "interchange " + at(segment, 13) + " from " + at(segment, 6) + " to " + at(segment, 8);
            case "GS" -> "a group of acknowledgements, release " + at(segment, 8);
            case "ST" -> "functional acknowledgement " + at(segment, 2);
            case "AK1" -> "answers the purchase orders (" + at(segment, 1) + ") of group " + at(segment, 2);
            case "AK2" -> "about transaction set " + at(segment, 2) + " (" + at(segment, 1) + ")";
            case "AK3" ->
                "segment " + at(segment, 2) + ", " + at(segment, 1) + ": "
                        + SEGMENT_ERRORS.getOrDefault(at(segment, 4), "in error");
            case "AK4" -> element(segment);
            case "AK5" -> "the set is " + status(segment, 1) + reasons(segment, 2, SET_ERRORS);
            case "AK9" -> group(segment);
            case "TA1" ->
                "about interchange " + at(segment, 1) + ": " + status(segment, 4) + ", note " + at(segment, 5);
            case "SE" -> "the end of " + at(segment, 2) + ", " + at(segment, 1) + " segments";
            case "GE" -> "the end of the group";
            case "IEA" -> "the end of the interchange";
            default -> "";
        };
    }

    private static String element(List<String> segment) {
        String found = at(segment, 4).isEmpty() ? "" : ", found \"" + at(segment, 4) + "\"";
        return "element " + at(segment, 1) + ": " + ELEMENT_ERRORS.getOrDefault(at(segment, 3), "in error") + found;
    }

    private static String group(List<String> segment) {
        return "the group is " + status(segment, 1) + ": " + at(segment, 2) + " sets stated, " + at(segment, 3)
                + " received, " + at(segment, 4) + " accepted" + reasons(segment, 5, GROUP_ERRORS);
    }

    private static String status(List<String> segment, int place) {
        return STATUS.getOrDefault(at(segment, place), at(segment, place));
    }

    private static String reasons(List<String> segment, int from, Map<String, String> words) {
        List<String> reasons = new ArrayList<>();
        for (int place = from; place < segment.size(); place++) {
            if (!at(segment, place).isEmpty()) {
                reasons.add(words.getOrDefault(at(segment, place), "code " + at(segment, place)));
            }
        }
        return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
    }

    private static String at(List<String> segment, int place) {
        return place < segment.size() ? segment.get(place).strip() : "";
    }

    /** Segments of the first interchange, each as tag and elements; the delimiters stand at fixed places of the ISA. */
    private static List<List<String>> segments(byte[] interchange) {
        String text = new String(interchange, StandardCharsets.UTF_8);
        if (!text.startsWith("ISA") || text.length() < 106) {
            return List.of();
        }
        String element = String.valueOf(text.charAt(3));
        String terminator = String.valueOf(text.charAt(105));
        List<List<String>> segments = new ArrayList<>();
        for (String segment : split(text, terminator)) {
            if (!segment.isBlank()) {
                segments.add(split(segment.strip(), element));
            }
        }
        return segments;
    }

    private static List<String> split(String text, String by) {
        return List.of(text.split(Pattern.quote(by), -1));
    }
}
