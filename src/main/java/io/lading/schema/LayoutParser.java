package io.lading.schema;

import io.lading.schema.Layout.Use;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads element uses ({@code 128! 127 C040*3 9(67 380)}) and relational conditions ({@code P0304 R020305}). */
final class LayoutParser {
    /** Presence is kept in one 64-bit word. */
    static final int MOST_PLACES = 63;

    private static final Pattern CONDITION = Pattern.compile("[PRECL](\\d\\d){2,}");
    private static final Pattern USE = Pattern.compile("([A-Z]{0,3}\\d+)(!?)(?:\\*(\\d+))?");
    private static final Pattern PIECE = Pattern.compile("\\d+\\([^()]*\\)|\\S+");
    private static final Pattern GROUP = Pattern.compile("(\\d+)\\(([^()]*)\\)");

    private final Problems problems;

    LayoutParser(Problems problems) {
        this.problems = problems;
    }

    static boolean isCondition(String word) {
        return CONDITION.matcher(word).matches();
    }

    static boolean isUse(String word) {
        return USE.matcher(word).matches();
    }

    /** Writes out {@code 2(a b)} as {@code a b a b}. */
    static String expand(String text) {
        return GROUP.matcher(text)
                .replaceAll(group -> (" " + group.group(2) + " ").repeat(Integer.parseInt(group.group(1))));
    }

    List<Use> uses(Place place, String text) {
        List<Use> uses = new ArrayList<>();
        for (String word : PIECE.matcher(text).results().map(MatchResult::group).toList()) {
            Matcher group = GROUP.matcher(word);
            boolean grouped = group.matches();
            int times = grouped ? Integer.parseInt(group.group(1)) : 1;
            List<Use> one = new ArrayList<>();
            for (String single : (grouped ? group.group(2) : word).strip().split("\\s+")) {
                Use use = use(place, single);
                if (use != null) {
                    one.add(use);
                }
            }
            int last = uses.size() - 1;
            if (grouped
                    && one.size() == 1
                    && last >= 0
                    && uses.get(last).reference().equals(one.get(0).reference())) {
                uses.set(last, uses.get(last).followedBy(times));
            }
            for (int i = 0; i < times; i++) {
                uses.addAll(one);
            }
        }
        if (uses.size() > MOST_PLACES) {
            problems.add(place, "More than " + MOST_PLACES + " elements; a segment cannot have that many.");
        }
        return uses;
    }

    private @Nullable Use use(Place place, String word) {
        Matcher matcher = USE.matcher(word);
        if (!matcher.matches()) {
            problems.add(
                    place,
                    "'" + word + "' is no element use; write a reference such as 355, with ! for mandatory and *3 for"
                            + " three repetitions.");
            return null;
        }
        String repetitions = matcher.group(3);
        return new Use(
                matcher.group(1),
                !matcher.group(2).isEmpty(),
                repetitions == null ? 1 : Integer.parseInt(repetitions),
                "",
                0);
    }

    @Nullable
    Condition condition(Place place, String word, int places) {
        List<Integer> list = new ArrayList<>();
        for (int i = 1; i < word.length(); i += 2) {
            list.add(Integer.valueOf(word.substring(i, i + 2)));
        }
        for (int item : list) {
            if (item < 1 || item > places) {
                problems.add(place, "The condition " + word + " names element " + item + " of " + places + ".");
                return null;
            }
        }
        return new Condition(Condition.Kind.of(word.charAt(0)), List.copyOf(list));
    }
}
