package io.lading.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in acknowledgements what they say as a whole: AK9 of a 997 or 999, UCI of a CONTRL, a TA1. */
final class Verdict {
    private static final Pattern CODE = Pattern.compile("AK9.([AEPR])|UCI[^']*.([478])'|TA1.*?.([AER]).\\d{3}");

    private Verdict() {}

    static List<String> all(String text) {
        List<String> codes = new ArrayList<>();
        CODE.matcher(text).results().forEach(found -> {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    codes.add(found.group(group));
                }
            }
        });
        return codes;
    }

    static String words(String code) {
        return switch (code) {
            case "A", "7", "8" -> "accepted";
            case "E" -> "accepted, with errors noted";
            case "P" -> "partially accepted";
            default -> "rejected";
        };
    }
}
