package io.lading.partner;

import io.lading.configuration.Environment;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.ShapeCheck;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays what a file says for this hub's environment over the rest of it: maps key by key, lists and values whole. So one file
 * serves test and production hubs.
 */
final class EnvironmentBlock {
    static final String KEY = "environments";

    private EnvironmentBlock() {}

    static MapNode lay(MapNode root, Environment environment) {
        MapNode blocks = root.map(KEY);
        MapNode block = blocks == null ? null : blocks.map(environment.word());
        if (block == null) {
            return root;
        }
        return merge(root, block);
    }

    private static MapNode merge(MapNode below, MapNode above) {
        Map<String, YamlNode> values = new LinkedHashMap<>(below.values());
        Map<String, Place> places = new HashMap<>(below.keyPlaces());
        above.values().forEach((key, value) -> {
            YamlNode old = values.get(key);
            values.put(key, old instanceof MapNode under && value instanceof MapNode over ? merge(under, over) : value);
            places.put(key, above.keyPlaces().getOrDefault(key, above.place()));
        });
        return new MapNode(values, places, below.place());
    }

    /** What is wrong with the block of the other environment, so that it does not show on the production hub first. */
    static void checkOther(MapNode root, Environment environment, Problems problems) {
        MapNode blocks = root.map(KEY);
        if (blocks == null) {
            return;
        }
        for (Environment other : Environment.values()) {
            MapNode block = blocks.map(other.word());
            if (other != environment && block != null) {
                ShapeCheck.check(other.word(), withoutPlaceholders(block), PartnerShape.ENVIRONMENT, problems);
            }
        }
    }

    /** Their values are not known here. */
    private static MapNode withoutPlaceholders(MapNode map) {
        Map<String, YamlNode> values = new LinkedHashMap<>();
        map.values().forEach((key, value) -> {
            YamlNode kept = kept(value);
            if (kept != null) {
                values.put(key, kept);
            }
        });
        return new MapNode(values, map.keyPlaces(), map.place());
    }

    private static @Nullable YamlNode kept(YamlNode value) {
        if (value instanceof MapNode map) {
            return withoutPlaceholders(map);
        }
        return value instanceof TextNode text && text.value().contains("${") ? null : value;
    }
}
