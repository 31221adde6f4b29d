package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what a file says about each segment, under however many keys, with the shared structures put in. For one use. */
final class SegmentGathering {
    static final Set<String> OPTIONS = Set.of(
            "to",
            "structure",
            "role",
            "others",
            "lookup",
            "onMiss",
            "when",
            "unused",
            "set",
            "onlyWith",
            "only",
            "group",
            "share",
            "without");

    private final Structures structures;
    private final Problems problems;

    SegmentGathering(Structures structures, Problems problems) {
        this.structures = structures;
        this.problems = problems;
    }

    /** By tag and qualifiers, in the order of the file. */
    Map<String, SegmentSpec> gather(List<MapNode> files, Shape shape, Set<String> otherKeys) {
        Map<String, SegmentSpec> specs = new LinkedHashMap<>();
        for (MapNode file : files) {
            for (Map.Entry<String, YamlNode> entry : file.values().entrySet()) {
                if (SegmentKey.isSegment(entry.getKey())) {
                    gather(specs, file, entry.getKey(), entry.getValue(), shape);
                } else if (!otherKeys.contains(entry.getKey())) {
                    Place place = file.keyPlaces().getOrDefault(entry.getKey(), file.place());
                    problems.add(
                            place,
                            "Unknown key '" + entry.getKey() + "'; expected a segment such as"
                                    + " REF[01=CT].02 or one of " + sorted(otherKeys) + ".");
                }
            }
        }
        return specs;
    }

    private void gather(Map<String, SegmentSpec> specs, MapNode file, String text, YamlNode value, Shape shape) {
        Place place = file.keyPlaces().getOrDefault(text, file.place());
        SegmentKey key = SegmentKey.parse(text);
        if (key == null) {
            problems.add(place, "The qualifier in '" + text + "' cannot be read; write it as [01=CT] or [01=CT|AB].");
            return;
        }
        if (key.element().equals("*") || (key.element().isEmpty() && value instanceof TextNode)) {
            SegmentSpec spec = new SegmentSpec(key, place);
            specs.put(key.segment() + "*", spec);
            spec.to = value;
            addStructure(spec, value, shape);
            return;
        }
        SegmentSpec spec = specs.computeIfAbsent(key.segment(), s -> new SegmentSpec(key, place));
        if (!key.element().isEmpty()) {
            spec.elements.put(key.element(), new SegmentSpec.Element(value, place));
        } else if (value instanceof MapNode map) {
            gatherMap(spec, map);
        } else {
            problems.add(value.place(), "Expected a field, or a map of elements and fields.");
        }
    }

    /** {@code REF.*: references}: the shared structure of this segment for the records of that list. */
    private void addStructure(SegmentSpec spec, YamlNode to, Shape shape) {
        FieldPath path = to instanceof TextNode text ? FieldPath.of(shape, text.value()) : null;
        if (path == null || path.leaf().kind() != Shape.Kind.RECORDS) {
            problems.add(
                    to.place(),
                    "Expected a list of " + shape.name() + ", one of " + BindingCompiler.lists(shape) + ".");
            return;
        }
        Structures.Structure structure =
                structures.of(spec.key.tag(), path.leaf().shape().name());
        if (structure == null) {
            problems.add(
                    to.place(),
                    "There is no shared structure that holds " + spec.key.tag() + " in records of "
                            + path.leaf().shape().name() + "; list the elements here, or add one.");
            return;
        }
        gatherMap(spec, structure.rules());
    }

    private void gatherMap(SegmentSpec spec, MapNode map) {
        String name = map.text("structure");
        if ("hierarchy".equals(name)) {
            spec.hierarchy = map;
            return;
        }
        if ("allocation".equals(name)) {
            spec.isAllocation = true;
        } else if (name != null) {
            Structures.Structure structure = structures.named(name);
            if (structure == null) {
                problems.add(
                        map.place(),
                        "There is no structure '" + name + "'." + Problems.didYouMean(name, structures.names()));
            } else {
                gatherMap(spec, without(structure.rules(), map.list("without")));
            }
        }
        boolean hasMembers = false;
        for (Map.Entry<String, YamlNode> entry : map.values().entrySet()) {
            Place place = map.keyPlaces().getOrDefault(entry.getKey(), map.place());
            if (SegmentKey.isSegment(entry.getKey())) {
                hasMembers = true;
            } else if (SegmentKey.Range.parse(entry.getKey()) != null) {
                spec.elements.put(entry.getKey(), new SegmentSpec.Element(entry.getValue(), place));
            } else {
                option(spec, map, entry.getKey(), entry.getValue(), place);
            }
        }
        if (hasMembers) {
            spec.members.add(map);
        }
    }

    private void option(SegmentSpec spec, MapNode map, String key, YamlNode value, Place place) {
        switch (key) {
            case "to" -> spec.to = value;
            case "others" -> spec.others = value;
            case "when" -> spec.when = value;
            case "role" -> {
                if (value instanceof MapNode roles) {
                    spec.role = roles;
                } else {
                    problems.add(
                            value.place(),
                            "Expected a map of qualifiers and fields: { BY: buyer, ST: delivery.party }.");
                }
            }
            case "unused" -> {
                spec.isDropped = true;
                if (value instanceof YamlNode.ListNode list) {
                    list.items().forEach(item -> spec.dropped.add(item instanceof TextNode text ? text.value() : ""));
                }
            }
            case "set" -> {
                if (value instanceof MapNode fixed) {
                    spec.fixed = fixed;
                } else {
                    problems.add(value.place(), "Expected a map of fields and their values: { code: purchasing }.");
                }
            }
            case "onlyWith" -> spec.onlyWith = value;
            case "group" -> spec.group = value;
            case "share" -> spec.shared.addAll(map.list("share"));
            case "only" -> {
                spec.isReadOnly = true;
                if (!(value instanceof TextNode text && text.value().equals("read"))) {
                    problems.add(value.place(), "'only' is read, for a segment that is never written.");
                }
            }
            case "lookup" -> spec.lookup = map;
            case "structure", "onMiss", "without" -> {}
            default ->
                problems.add(
                        place,
                        "Unknown key '" + key + "'; expected an element such as 02, a segment, or one of "
                                + sorted(OPTIONS) + ".");
        }
    }

    /** A structure's rules, less the members that stand elsewhere in this set. */
    private static MapNode without(MapNode rules, List<YamlNode> tags) {
        if (tags.isEmpty()) {
            return rules;
        }
        Map<String, YamlNode> kept = new LinkedHashMap<>(rules.values());
        kept.keySet().removeIf(key -> {
            SegmentKey segment = SegmentKey.parse(key);
            return segment != null
                    && tags.stream()
                            .anyMatch(tag ->
                                    tag instanceof TextNode text && text.value().equals(segment.tag()));
        });
        return new MapNode(kept, rules.keyPlaces(), rules.place());
    }

    private static String sorted(Set<String> keys) {
        return String.join(", ", keys.stream().sorted().toList());
    }
}
