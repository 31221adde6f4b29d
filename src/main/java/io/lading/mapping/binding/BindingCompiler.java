package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.mapping.Lookups;
import io.lading.syntax.SegmentTable;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a binding's file into rules, once, at load. Everything wrong with the file is reported with its line. For one use. */
public final class BindingCompiler {
    private static final Set<String> TOP = Set.of("binding", "description");
    private static final Set<String> OPTIONS = Set.of("to", "structure", "role", "others", "when", "unused");

    private final Problems problems;
    private final Structures structures;
    private final ElementCompiler elements;

    /** @param lookups the global tables, so that a rule cannot name one that does not exist */
    public BindingCompiler(Structures structures, Lookups lookups, Problems problems) {
        this.problems = problems;
        this.structures = structures;
        this.elements = new ElementCompiler(lookups, problems);
    }

    /** The binding, or null if there are problems. */
    public @Nullable Binding compile(MapNode file) {
        String title = file.text("binding", "");
        String[] sides = title.split("<->");
        String[] source = sides[0].strip().split("/");
        Shape shape = sides.length == 2 ? Shape.ofDocument(sides[1].strip()) : null;
        if (shape == null || source.length != 2) {
            problems.add(file.place(), "Expected 'binding: x12/850 <-> Order', found '" + title + "'.");
            return null;
        }
        int before = problems.list().size();
        Level top = level(List.of(file), shape, TOP);
        return problems.list().size() > before ? null : new Binding(source[1], source[0], shape, top);
    }

    /** The binding with an agreement's differences, or null if there are problems. */
    public @Nullable Binding compile(MapNode file, MapNode overlay) {
        return compile(BindingOverlay.apply(file, overlay, problems));
    }

    private Level level(List<MapNode> files, Shape shape, Set<String> otherKeys) {
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
        List<SegmentRule> rules = new ArrayList<>();
        for (SegmentSpec spec : specs.values()) {
            SegmentRule rule = rule(spec, rules.size(), shape);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return new Level(rules);
    }

    // ---- gathering ------------------------------------------------------------------------------------------------

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
            problems.add(to.place(), "Expected a list of " + shape.name() + ", one of " + lists(shape) + ".");
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
        if ("allocation".equals(name)) {
            spec.isAllocation = true;
        } else if (name != null) {
            Structures.Structure structure = structures.named(name);
            if (structure == null) {
                problems.add(
                        map.place(),
                        "There is no structure '" + name + "'." + Problems.didYouMean(name, structures.names()));
            } else {
                gatherMap(spec, structure.rules());
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
                option(spec, entry.getKey(), entry.getValue(), place);
            }
        }
        if (hasMembers) {
            spec.members.add(map);
        }
    }

    private void option(SegmentSpec spec, String key, YamlNode value, Place place) {
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
            case "structure" -> {}
            default ->
                problems.add(
                        place,
                        "Unknown key '" + key + "'; expected an element such as 02, a segment, or one of "
                                + sorted(OPTIONS) + ".");
        }
    }

    // ---- compiling ------------------------------------------------------------------------------------------------

    private @Nullable SegmentRule rule(SegmentSpec spec, int index, Shape shape) {
        Target target = target(spec, shape);
        if (target == null) {
            return null;
        }
        Shape filled = target.shape(shape);
        List<QualifierRule> qualifiers = new ArrayList<>();
        spec.key.qualifiers().forEach((element, codes) -> {
            SegmentKey.Range range = SegmentKey.Range.parse(element);
            if (range != null) {
                qualifiers.add(new QualifierRule(spec.place, range.first(), range.component(), codes));
            }
        });
        List<ElementRule> rules = new ArrayList<>(qualifiers);
        if (spec.isAllocation) {
            addAllocation(spec, shape, rules);
        }
        spec.elements.forEach((text, element) -> {
            ElementRule rule = elements.compile(text, element, filled);
            if (rule != null) {
                rules.add(rule);
            }
        });
        rules.sort(Comparator.<ElementRule>comparingInt(rule -> rule.element).thenComparingInt(rule -> rule.component));
        return new SegmentRule(
                spec.place,
                index,
                spec.key.tag(),
                SegmentTable.packTag(spec.key.tag()),
                List.copyOf(qualifiers),
                List.copyOf(rules),
                target,
                members(spec, filled),
                spec.isDropped,
                spec.when == null ? null : elements.when(spec.when, shape));
    }

    private void addAllocation(SegmentSpec spec, Shape shape, List<ElementRule> rules) {
        FieldPath list = spec.to instanceof TextNode text ? FieldPath.of(shape, text.value()) : null;
        if (list == null
                || list.leaf().kind() != Shape.Kind.RECORDS
                || !list.leaf().shape().name().equals("Allocation")) {
            problems.add(spec.place, "The structure 'allocation' needs 'to' with a list of allocations.");
            return;
        }
        rules.add(new AllocationRule(spec.place, list));
    }

    private @Nullable Level members(SegmentSpec spec, Shape filled) {
        if (!spec.isDropped) {
            Set<String> known = new HashSet<>(OPTIONS);
            spec.members.forEach(map -> map.values().keySet().stream()
                    .filter(key -> SegmentKey.Range.parse(key) != null)
                    .forEach(known::add));
            return spec.members.isEmpty() ? null : level(spec.members, filled, known);
        }
        List<SegmentRule> swallowed = new ArrayList<>();
        for (String tag : spec.dropped) {
            swallowed.add(new SegmentRule(
                    spec.place,
                    swallowed.size(),
                    tag,
                    SegmentTable.packTag(tag),
                    List.of(),
                    List.of(),
                    new Target.Same(),
                    null,
                    true,
                    null));
        }
        return new Level(swallowed);
    }

    private @Nullable Target target(SegmentSpec spec, Shape shape) {
        if (spec.role != null) {
            return byRole(spec, spec.role, shape);
        }
        if (spec.to == null || spec.isAllocation) {
            return new Target.Same();
        }
        FieldPath list = elements.path(spec.to, shape);
        if (list == null) {
            return null;
        }
        if (list.leaf().kind() != Shape.Kind.RECORDS) {
            problems.add(spec.to.place(), "'to' needs a list of records; expected one of " + lists(shape) + ".");
            return null;
        }
        return new Target.Further(list);
    }

    private @Nullable Target byRole(SegmentSpec spec, MapNode map, Shape shape) {
        List<Target.Role> roles = new ArrayList<>();
        map.values().forEach((codes, node) -> {
            FieldPath field = elements.path(node, shape);
            if (field != null && field.leaf().kind() == Shape.Kind.RECORD) {
                roles.add(new Target.Role(new Qualifier(SegmentKey.codes(codes)), field));
            } else if (field != null) {
                problems.add(node.place(), "Expected a field that holds one record, such as a party.");
            }
        });
        if (roles.isEmpty()) {
            problems.add(map.place(), "Expected at least one qualifier with its field.");
            return null;
        }
        FieldPath others = spec.others == null ? null : elements.path(spec.others, shape);
        if (others == null) {
            return new Target.ByRole(1, List.copyOf(roles), null, 0);
        }
        Shape.Field code = others.leaf().kind() == Shape.Kind.RECORDS
                ? others.leaf().shape().field("role")
                : null;
        if (code == null) {
            problems.add(spec.place, "'others' needs a list of records that have a role.");
            return null;
        }
        return new Target.ByRole(1, List.copyOf(roles), others, code.index());
    }

    private static String lists(Shape shape) {
        return String.join(
                ", ",
                shape.fields().stream()
                        .filter(field -> field.kind() == Shape.Kind.RECORDS)
                        .map(Shape.Field::name)
                        .toList());
    }

    private static String sorted(Set<String> keys) {
        return String.join(", ", keys.stream().sorted().toList());
    }
}
