package io.lading.configuration;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.ListNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gathers what file, environment and command line say, by option key; what is no option is reported. */
final class GivenValues {
    private static final String FILE_NAME = "lading.yaml";

    private final SettingsSource source;
    private final Problems problems;
    private final Map<String, GivenValue> values = new HashMap<>();

    GivenValues(SettingsSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    Map<String, GivenValue> gather() {
        readFile();
        readVariables();
        readSets();
        return Map.copyOf(values);
    }

    private void readFile() {
        Path usual = source.home().resolve(FILE_NAME);
        if (source.file().isEmpty() && !Files.exists(usual)) {
            return;
        }
        Path file = source.file().orElse(usual);
        if (!Files.isRegularFile(file)) {
            problems.add(Place.of(file.toString()), "There is no such file; --config names the settings file.");
            return;
        }
        readSection("", YamlFile.read(file, problems));
    }

    private void readSection(String prefix, MapNode section) {
        for (Map.Entry<String, YamlNode> entry : section.values().entrySet()) {
            String key = prefix + entry.getKey();
            Place keyPlace = section.keyPlaces().getOrDefault(entry.getKey(), section.place());
            if (Options.keys().contains(key)) {
                readValue(key, entry.getValue());
            } else if (isSection(key)) {
                readInner(key, entry.getValue());
            } else {
                problems.add(keyPlace, "Unknown key '" + key + "'." + didYouMean(prefix, key));
            }
        }
    }

    private void readInner(String key, YamlNode value) {
        if (value instanceof MapNode inner) {
            readSection(key + ".", inner);
            return;
        }
        boolean empty = value instanceof TextNode text && text.value().isEmpty();
        if (!empty) {
            problems.add(
                    value.place(),
                    "'" + key + "' is a section; expected keys below it: " + String.join(", ", below(key + ".")) + ".");
        }
    }

    private void readValue(String key, YamlNode value) {
        if (value instanceof MapNode) {
            problems.add(value.place(), "'" + key + "' expects a value; found keys and values.");
            return;
        }
        String text = value instanceof ListNode list ? joined(list) : ((TextNode) value).value();
        values.put(key, new GivenValue(text, value.place().toString(), value.place()));
    }

    private static String joined(ListNode list) {
        List<String> parts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            parts.add(item instanceof TextNode text ? text.value() : "?");
        }
        return String.join(", ", parts);
    }

    private static boolean isSection(String key) {
        return Options.keys().stream().anyMatch(option -> option.startsWith(key + "."));
    }

    /** The nearest key on the same level, or what there is. */
    private static String didYouMean(String prefix, String key) {
        Set<String> sameLevel = new LinkedHashSet<>();
        below(prefix).forEach(name -> sameLevel.add(prefix + name));
        String nearest = Problems.nearest(key, Options.keys());
        boolean nearer = Problems.nearest(key, sameLevel).isEmpty() && !nearest.isEmpty();
        return nearer ? " Did you mean '" + nearest + "'?" : Problems.didYouMean(key, sameLevel);
    }

    private static Set<String> below(String prefix) {
        Set<String> names = new LinkedHashSet<>();
        for (String option : Options.keys()) {
            if (option.startsWith(prefix)) {
                int dot = option.indexOf('.', prefix.length());
                names.add(option.substring(prefix.length(), dot < 0 ? option.length() : dot));
            }
        }
        return names;
    }

    /** Variables of a section that name no option are mistakes; other LADING_ variables belong to scripts and tests. */
    private void readVariables() {
        Map<String, String> known = new TreeMap<>();
        Set<String> sections = new LinkedHashSet<>();
        for (Option<?> option : Options.ALL) {
            known.put(option.variable(), option.key());
            int dot = option.key().indexOf('.');
            if (dot > 0) {
                sections.add("LADING_" + option.variable().substring(7).split("_", 2)[0] + "_");
            }
        }
        new TreeMap<>(source.variables()).forEach((name, value) -> {
            String key = known.get(name);
            Place place = Place.of("environment variable " + name);
            if (key != null) {
                values.put(key, new GivenValue(value, name, place));
            } else if (sections.stream().anyMatch(name::startsWith)) {
                problems.add(place, "No setting has this variable." + Problems.didYouMean(name, known.keySet()));
            }
        });
    }

    private void readSets() {
        for (String set : source.sets()) {
            int equals = set.indexOf('=');
            Place place = Place.of("--set");
            if (equals < 1) {
                problems.add(place, "'--set' expects key=value; found '" + set + "'.");
                continue;
            }
            String key = set.substring(0, equals).strip();
            if (Options.keys().contains(key)) {
                values.put(key, new GivenValue(set.substring(equals + 1).strip(), "--set", place));
            } else {
                problems.add(place, "Unknown key '" + key + "'." + Problems.didYouMean(key, Options.keys()));
            }
        }
    }
}
