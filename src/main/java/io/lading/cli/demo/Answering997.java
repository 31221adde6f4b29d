package io.lading.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A partner's translator, as far as the demo needs one: fills a 997 with the numbers of the interchange it answers. */
final class Answering997 {
    private Answering997() {}

    /**
     * The 997 for an X12 interchange.
     *
     * @param template with places: sender, receiver, date, time and usage of the ISA; groupSender, groupReceiver and group
     *     of the GS; set of the ST; number, the answer's own, of nine digits
     */
    static byte[] answer(String template, byte[] interchange, int number) {
        Map<String, String> values = new HashMap<>();
        values.put("number", String.format(Locale.ROOT, "%09d", number));
        for (List<String> segment : segments(interchange)) {
            switch (segment.get(0)) {
                case "ISA" -> {
                    values.put("sender", segment.get(5) + "*" + segment.get(6));
                    values.put("receiver", segment.get(7) + "*" + segment.get(8));
                    values.put("date", segment.get(9));
                    values.put("time", segment.get(10));
                    values.put("usage", segment.get(15));
                }
                case "GS" -> {
                    values.put("groupSender", segment.get(2));
                    values.put("groupReceiver", segment.get(3));
                    values.put("group", segment.get(6));
                }
                case "ST" -> values.put("set", segment.get(2));
                default -> {
                    // The rest of the order does not show in an acceptance.
                }
            }
        }
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled.getBytes(StandardCharsets.US_ASCII);
    }

    /** Segments of the first interchange, each as tag and elements; the delimiters stand at fixed places of the ISA. */
    static List<List<String>> segments(byte[] interchange) {
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
