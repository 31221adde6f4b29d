package io.lading.mapping.binding;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An agreement's differences from a binding: an equal left side replaces a rule, {@code none} takes it away, a new one comes
 * before the other rules of its segment. Stateless.
 */
final class BindingOverlay {
    private static final String TITLE = "overlay";
    private static final String NONE = "none";
    /** Maps of qualifiers or fields, not of segments: replaced as a whole. */
    private static final Set<String> WHOLE = Set.of("role", "set", "otherwise");

    private BindingOverlay() {}

    /** The binding's file with the differences applied; every rule keeps the place it was written at. */
    static MapNode apply(MapNode base, MapNode overlay, Problems problems) {
        Map<String, YamlNode> values = new LinkedHashMap<>(base.values());
        Map<String, Place> places = new LinkedHashMap<>(base.keyPlaces());
        overlay.values().forEach((key, node) -> {
            Place place = overlay.keyPlaces().getOrDefault(key, overlay.place());
            if (key.equals(TITLE)) {
                return;
            }
            if (node instanceof TextNode text && text.value().equals(NONE)) {
                if (values.remove(key) == null) {
                    problems.add(
                            place,
                            "There is no rule '" + key + "' to take away."
                                    + Problems.didYouMean(key, base.values().keySet()));
                }
            } else if (values.get(key) instanceof MapNode below
                    && node instanceof MapNode above
                    && !isRule(above)
                    && !WHOLE.contains(key)) {
                values.put(key, apply(below, above, problems));
            } else if (values.containsKey(key)) {
                values.put(key, node);
            } else {
                insert(values, key, node, place, problems);
            }
            places.put(key, place);
        });
        return new MapNode(values, places, base.place());
    }

    /** A map that says how one element is taken, which is replaced as a whole. */
    private static boolean isRule(MapNode node) {
        return node.has("field") || node.has("read") || node.has("write") || node.has("kind") || node.has("constant");
    }

    private static void insert(
            Map<String, YamlNode> values, String key, YamlNode node, Place place, Problems problems) {
        SegmentKey segment = SegmentKey.parse(key);
        if (segment == null) {
            values.put(key, node);
            return;
        }
        List<String> keys = new ArrayList<>(values.keySet());
        int at = 0;
        while (at < keys.size() && !isOf(segment.tag(), keys.get(at))) {
            at++;
        }
        if (at == keys.size()) {
            problems.add(
                    place,
                    "The binding has no rule for " + segment.tag()
                            + " here, so its place is not known; add the segment to the binding first.");
            return;
        }
        Map<String, YamlNode> before = new LinkedHashMap<>(values);
        values.clear();
        for (int i = 0; i < keys.size(); i++) {
            if (i == at) {
                values.put(key, node);
            }
            YamlNode kept = before.get(keys.get(i));
            if (kept != null) {
                values.put(keys.get(i), kept);
            }
        }
    }

    private static boolean isOf(String tag, String key) {
        SegmentKey other = SegmentKey.parse(key);
        return other != null && other.tag().equals(tag);
    }
}
