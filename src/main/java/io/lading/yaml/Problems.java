package io.lading.yaml;

import io.lading.yaml.YamlNode.MapNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with configuration files, so that all of it can be said at once. Not thread-safe. */
public final class Problems {

    /** One problem: where, and a sentence that says what and what to do. */
    public record Problem(Place place, String message) {
        @Override
        public String toString() {
            return place + "  " + message;
        }
    }

    private final List<Problem> list = new ArrayList<>();

    public void add(Place place, String message) {
        list.add(new Problem(place, message));
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(list);
    }

    /** In the order of files and lines, each said once. */
    public List<Problem> sorted() {
        return list.stream()
                .distinct()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.place().file())
                        .thenComparing(problem -> problem.place().line())
                        .thenComparing(problem -> problem.place().column()))
                .toList();
    }

    /** Takes over what another gathered. */
    public void addAll(Collection<Problem> others) {
        list.addAll(others);
    }

    /** Reports every key of a map that is not known, with the nearest known one. */
    public void unknownKeys(MapNode map, Set<String> known) {
        for (String key : map.values().keySet()) {
            if (!known.contains(key)) {
                Place place = map.keyPlaces().getOrDefault(key, map.place());
                add(place, "Unknown key '" + key + "'." + didYouMean(key, known));
            }
        }
    }

    /** {@code  Did you mean 'acknowledge'?}, or a list of what is known where nothing is near. */
    public static String didYouMean(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        if (nearest.isEmpty()) {
            return " Known: " + String.join(", ", known.stream().sorted().toList()) + ".";
        }
        return " Did you mean '" + nearest + "'?";
    }

    /** The known word that was probably meant, of equally near ones the first by letters; empty if none is near. */
    public static String nearest(String word, Collection<String> known) {
        String nearest = "";
        int best = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            boolean tied = distance == best && !nearest.isEmpty() && candidate.compareTo(nearest) < 0;
            if (distance < best || tied) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein distance, letters compared without case. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int cost = Math.min(diagonal + (same ? 0 : 1), Math.min(row[j] + 1, row[j - 1] + 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }
        return row[b.length()];
    }
}
