package io.lading.mapping.binding;

import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How segments that many transaction sets share are held in the documents' records; one file a standard, so that each
 * binding only says {@code REF.*: references}. Immutable.
 */
public final class Structures {
    /** No shared structures. */
    public static final Structures NONE = new Structures(Map.of(), Map.of());

    private final Map<String, Structure> byName;
    private final Map<String, MapNode> pairs;

    private Structures(Map<String, Structure> byName, Map<String, MapNode> pairs) {
        this.byName = byName;
        this.pairs = pairs;
    }

    /**
     * One of them.
     *
     * @param of the record's name
     * @param tag the segment's
     * @param rules what stands below the tag
     */
    record Structure(String of, String tag, MapNode rules) {}

    /** Reads the file's content; its key {@code structures} names the standard. */
    public static Structures read(MapNode file, Problems problems) {
        Map<String, Structure> found = new LinkedHashMap<>();
        Map<String, MapNode> pairs = new LinkedHashMap<>();
        if (!file.has("structures")) {
            problems.add(file.place(), "Expected the key 'structures' with the standard's name.");
        }
        file.values().forEach((name, node) -> {
            if (node instanceof MapNode map && (map.has("kind") || map.has("others"))) {
                pairs.put(name, map);
            } else if (!name.equals("structures")) {
                Structure structure = structure(name, node, problems);
                if (structure != null) {
                    found.put(name, structure);
                }
            }
        });
        return new Structures(found, pairs);
    }

    private static @Nullable Structure structure(String name, YamlNode node, Problems problems) {
        if (node instanceof MapNode map && map.text("of") != null) {
            for (String key : map.values().keySet()) {
                MapNode rules = map.map(key);
                if (SegmentKey.isSegment(key) && rules != null) {
                    return new Structure(map.text("of", ""), key, rules);
                }
            }
        }
        problems.add(
                node.place(), "The structure '" + name + "' needs 'of' (a record) and one segment with its rules.");
        return null;
    }

    List<String> names() {
        return new ArrayList<>(byName.keySet());
    }

    /** Pairs that several sets share, such as the item numbers of PO1 and IT1. */
    @Nullable
    MapNode pairs(String name) {
        return pairs.get(name);
    }

    List<String> pairsNames() {
        return new ArrayList<>(pairs.keySet());
    }

    @Nullable
    Structure named(String name) {
        return byName.get(name);
    }

    @Nullable
    Structure of(String tag, String record) {
        for (Structure structure : byName.values()) {
            if (structure.tag().equals(tag) && structure.of().equals(record)) {
                return structure;
            }
        }
        return null;
    }
}
