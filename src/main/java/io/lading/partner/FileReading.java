package io.lading.partner;

import io.lading.yaml.Durations;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes typed values out of a map that was checked against its shape. What did not fit has been reported there and counts
 * as absent here.
 */
record FileReading(MapNode map, Problems problems) {

    FileReading of(String key) {
        MapNode inner = map.map(key);
        return new FileReading(inner == null ? new MapNode(Map.of(), Map.of(), place(key)) : inner, problems);
    }

    boolean has(String key) {
        return map.has(key);
    }

    Optional<String> text(String key) {
        String value = map.text(key);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    List<TextNode> texts(String key) {
        return map.list(key).stream()
                .filter(TextNode.class::isInstance)
                .map(TextNode.class::cast)
                .toList();
    }

    List<MapNode> maps(String key) {
        return map.list(key).stream()
                .filter(MapNode.class::isInstance)
                .map(MapNode.class::cast)
                .toList();
    }

    Duration duration(String key, Duration otherwise) {
        return text(key).flatMap(Durations::parse).orElse(otherwise);
    }

    boolean flag(String key) {
        return text(key, "false").equals("true");
    }

    /** A whole number of at least 1. */
    int count(String key, int otherwise) {
        String value = text(key, "");
        if (value.isEmpty() || !value.matches("[0-9]{1,9}")) {
            return otherwise;
        }
        int number = Integer.parseInt(value);
        if (number == 0) {
            problem(key, "'" + key + "' must be at least 1; found 0.");
            return otherwise;
        }
        return number;
    }

    double number(String key, double otherwise) {
        String value = text(key, "");
        return value.matches("[0-9]{1,9}([.][0-9]{1,9})?") ? Double.parseDouble(value) : otherwise;
    }

    <E> E word(String key, E[] all, Function<E, String> word, E otherwise) {
        String value = text(key, "");
        for (E one : all) {
            if (word.apply(one).equals(value)) {
                return one;
            }
        }
        return otherwise;
    }

    Place place(String key) {
        YamlNode value = map.get(key);
        return value == null ? map.place() : value.place();
    }

    Place keyPlace(String key) {
        return map.keyPlaces().getOrDefault(key, map.place());
    }

    void problem(String key, String message) {
        problems.add(place(key), message);
    }
}
