package io.lading.mapping.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The left side of a rule: {@code REF[01=CT].02}, {@code DTM[01.01=137].01.02-03}, {@code REF.*}, {@code PO1}.
 *
 * @param qualifiers element ({@code 01}, {@code 05.01}) → codes; no code means that nothing was sent there
 * @param element what follows the point; empty if nothing does
 */
record SegmentKey(String tag, Map<String, List<String>> qualifiers, String element) {
    private static final Pattern FORM = Pattern.compile("([A-Z][A-Z0-9]{1,2})(?:\\[([^\\]]+)\\])?(?:\\.(.+))?");
    private static final Pattern ELEMENT =
            Pattern.compile("(\\d{1,2})(?:(?:\\.(\\d{1,2})(?:-(\\d{1,2}))?)|(?:-(\\d{1,2})))?");

    static boolean isSegment(String key) {
        return FORM.matcher(key).matches();
    }

    /** The key, or null if it is none. */
    static @Nullable SegmentKey parse(String key) {
        Matcher matcher = FORM.matcher(key);
        if (!matcher.matches()) {
            return null;
        }
        Map<String, List<String>> qualifiers = new LinkedHashMap<>();
        if (matcher.group(2) != null) {
            for (String part : matcher.group(2).split(",")) {
                String[] sides = part.split("=", 2);
                if (sides.length < 2 || Range.parse(sides[0].strip()) == null) {
                    return null;
                }
                qualifiers.put(sides[0].strip(), sides[1].isBlank() ? List.of() : codes(sides[1]));
            }
        }
        return new SegmentKey(matcher.group(1), qualifiers, matcher.group(3) == null ? "" : matcher.group(3));
    }

    /** {@code SU|SE|VN} as a list. */
    static List<String> codes(String text) {
        List<String> codes = new ArrayList<>();
        for (String code : text.split("\\|")) {
            codes.add(code.strip());
        }
        return codes;
    }

    /** Equal for keys whose elements stand in the same segment. */
    String segment() {
        return tag + qualifiers;
    }

    /** Elements {@code first} to {@code last}, or components {@code component} to {@code lastComponent} of one element. */
    record Range(int first, int last, int component, int lastComponent) {

        static @Nullable Range parse(String text) {
            Matcher matcher = ELEMENT.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = number(matcher.group(4), first);
            int component = number(matcher.group(2), 1);
            int lastComponent = number(matcher.group(3), component);
            boolean ascends = first >= 1 && last >= first && component >= 1 && lastComponent >= component;
            return ascends ? new Range(first, last, component, lastComponent) : null;
        }

        private static int number(@Nullable String digits, int otherwise) {
            return digits == null ? otherwise : Integer.parseInt(digits);
        }

        boolean isOne() {
            return first == last && component == lastComponent;
        }

        boolean isOfComponents() {
            return component != lastComponent;
        }

        /** How many values it spans. */
        int width() {
            return isOfComponents() ? lastComponent - component + 1 : last - first + 1;
        }
    }
}
