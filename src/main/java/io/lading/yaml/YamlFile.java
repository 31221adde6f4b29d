package io.lading.yaml;

import io.lading.yaml.YamlNode.ListNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads one YAML file. Problems, doubled keys included, go to {@link Problems} with their line; nothing is thrown for them. */
public final class YamlFile {
    private final String name;
    private final Problems problems;

    private YamlFile(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** Reads a file that must hold a map; returns an empty map where it does not, having said so. */
    public static MapNode read(Path file, Problems problems) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            problems.add(new Place(file.toString(), 1, 1), "The file cannot be read: " + e.getMessage() + ".");
            return empty(file.toString());
        }
        return read(file.toString(), text, problems);
    }

    /** Reads text that must hold a map. */
    public static MapNode read(String name, String text, Problems problems) {
        YamlFile file = new YamlFile(name, problems);
        YamlNode node = file.compose(text);
        if (node instanceof MapNode map) {
            return map;
        }
        if (node != null) {
            problems.add(node.place(), "Expected a map of keys and values at the top of the file.");
        }
        return empty(name);
    }

    private static MapNode empty(String name) {
        return new MapNode(Map.of(), Map.of(), new Place(name, 1, 1));
    }

    private @Nullable YamlNode compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(50)
                .build();
        try {
            ShallowEvents events = new ShallowEvents(new ParserImpl(settings, new StreamReader(settings, text)));
            return new Composer(settings, events)
                    .getSingleNode()
                    .map(this::convert)
                    .orElse(null);
        } catch (ShallowEvents.TooDeep e) {
            problems.add(place(e.place()), String.valueOf(e.getMessage()));
            return null;
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem();
            problems.add(
                    place(e.getProblemMark()), "This is not valid YAML: " + (problem == null ? "" : problem) + ".");
            return null;
        } catch (YamlEngineException e) {
            problems.add(new Place(name, 1, 1), "This is not valid YAML: " + e.getMessage() + ".");
            return null;
        }
    }

    private YamlNode convert(Node node) {
        Place place = place(node.getStartMark());
        if (node instanceof ScalarNode scalar) {
            return new TextNode(scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, place);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item)));
            return new ListNode(List.copyOf(items), place);
        }
        return convertMap((MappingNode) node, place);
    }

    private MapNode convertMap(MappingNode mapping, Place place) {
        Map<String, YamlNode> values = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problems.add(keyPlace, "A key must be plain text.");
                continue;
            }
            String key = scalar.getValue();
            if (values.containsKey(key)) {
                problems.add(
                        keyPlace,
                        "The key '" + key + "' stands twice; the first is in line " + lineOf(keys, key) + ".");
                continue;
            }
            values.put(key, convert(tuple.getValueNode()));
            keys.put(key, keyPlace);
        }
        return new MapNode(Collections.unmodifiableMap(values), Collections.unmodifiableMap(keys), place);
    }

    private static int lineOf(Map<String, Place> keys, String key) {
        Place place = keys.get(key);
        return place == null ? 0 : place.line();
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(name, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Place(name, 1, 1));
    }
}
