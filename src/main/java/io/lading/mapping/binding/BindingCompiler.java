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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a binding's file into rules, once, at load. Everything wrong with the file is reported with its line. For one use. */
public final class BindingCompiler {
    private static final Set<String> TOP = Set.of("binding", "description", "shape", "otherwise", "onlyWith");
    private static final Set<String> OPTIONS = Set.of(
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
            "children",
            "only");

    private final Problems problems;
    private final Structures structures;
    private final Lookups lookups;
    private ElementCompiler elements;
    private @Nullable String treeShape;

    /** @param lookups the global tables, so that a rule cannot name one that does not exist */
    public BindingCompiler(Structures structures, Lookups lookups, Problems problems) {
        this.problems = problems;
        this.structures = structures;
        this.lookups = lookups;
        this.elements = new ElementCompiler(false, null, structures, lookups, problems);
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
        treeShape = file.text("shape");
        elements = new ElementCompiler(source[0].equals("edifact"), treeShape, structures, lookups, problems);
        if (treeShape != null && !treeShape.matches("S(O?P?I|OIP|PO?I)")) {
            problems.add(file.place(), "'shape' is SOPI, SOIP, SPOI, SOI, SPI or SI; found '" + treeShape + "'.");
        }
        Level top = level(List.of(file), shape, TOP);
        Binding.Ending ending = ending(file, shape);
        return problems.list().size() > before
                ? null
                : new Binding(source[1].toUpperCase(Locale.ROOT), source[0], shape, top, ending, elements.counted());
    }

    private Binding.Ending ending(MapNode file, Shape shape) {
        Map<FieldPath, FieldPath> otherwise = new LinkedHashMap<>();
        MapNode map = file.map("otherwise");
        if (map != null) {
            map.values().forEach((name, node) -> {
                FieldPath to = FieldPath.of(shape, name);
                FieldPath from = elements.path(node, shape);
                if (to == null) {
                    problems.add(node.place(), shape.name() + " has no field '" + name + "'.");
                } else if (from != null) {
                    otherwise.put(to, from);
                }
            });
        }
        return new Binding.Ending(otherwise, elements.optionalPath(file, "onlyWith", shape));
    }

    /** The binding with an agreement's differences, or null if there are problems. */
    public @Nullable Binding compile(MapNode file, MapNode overlay) {
        return compile(BindingOverlay.apply(file, overlay, problems));
    }

    Level level(List<MapNode> files, Shape shape, Set<String> otherKeys) {
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
            SegmentRule rule = rule(spec, rules, shape);
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
            case "only" -> {
                spec.isReadOnly = true;
                if (!(value instanceof TextNode text && text.value().equals("read"))) {
                    problems.add(value.place(), "'only' is read, for a segment that is never written.");
                }
            }
            case "lookup" -> spec.lookup = map;
            case "structure", "onMiss" -> {}
            default ->
                problems.add(
                        place,
                        "Unknown key '" + key + "'; expected an element such as 02, a segment, or one of "
                                + sorted(OPTIONS) + ".");
        }
    }

    // ---- compiling ------------------------------------------------------------------------------------------------

    private @Nullable SegmentRule rule(SegmentSpec spec, List<SegmentRule> before, Shape shape) {
        Target target = target(spec, shape);
        if (target == null) {
            return null;
        }
        Shape filled = target.shape(shape);
        List<QualifierRule> qualifiers = qualifiers(spec);
        List<ElementRule> rules = new ArrayList<>();
        for (QualifierRule qualifier : qualifiers) {
            if (!isMapped(spec, qualifier)) {
                rules.add(qualifier);
            }
        }
        List<FixedFieldRule> fixed = fixed(spec, filled);
        rules.addAll(fixed);
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
                before.size(),
                spec.key.tag(),
                SegmentTable.packTag(spec.key.tag()),
                List.copyOf(qualifiers),
                List.copyOf(rules),
                target,
                members(spec, filled),
                listUse(spec, fixed, target, before, filled),
                spec.hierarchy == null ? null : hierarchy(spec.hierarchy, shape),
                spec.isReadOnly,
                spec.isDropped,
                spec.when == null ? null : elements.when(spec.when, shape));
    }

    /** True if a rule of its own says what the qualifier's element is: then that one writes it. */
    private static boolean isMapped(SegmentSpec spec, QualifierRule qualifier) {
        return spec.elements.keySet().stream()
                .map(SegmentKey.Range::parse)
                .anyMatch(range -> range != null
                        && range.first() == qualifier.element
                        && range.component() == qualifier.component);
    }

    private static List<QualifierRule> qualifiers(SegmentSpec spec) {
        List<QualifierRule> qualifiers = new ArrayList<>();
        spec.key.qualifiers().forEach((element, codes) -> {
            SegmentKey.Range range = SegmentKey.Range.parse(element);
            if (range != null) {
                qualifiers.add(new QualifierRule(spec.place, range.first(), range.component(), codes));
            }
        });
        return qualifiers;
    }

    private List<FixedFieldRule> fixed(SegmentSpec spec, Shape filled) {
        List<FixedFieldRule> fixed = new ArrayList<>();
        if (spec.fixed != null) {
            spec.fixed.values().forEach((name, node) -> {
                FieldPath path = FieldPath.of(filled, name);
                if (path == null || path.leaf().kind() != Shape.Kind.TEXT || !(node instanceof TextNode value)) {
                    problems.add(node.place(), "Expected a text field of " + filled.name() + " and its value.");
                } else {
                    fixed.add(new FixedFieldRule(spec.place, path, value.value()));
                }
            });
        }
        return fixed;
    }

    /** Records that earlier rules take by a fixed field are not written again by a later rule for the same list. */
    private SegmentRule.ListUse listUse(
            SegmentSpec spec, List<FixedFieldRule> fixed, Target target, List<SegmentRule> before, Shape filled) {
        List<SegmentRule.ListUse> taken = new ArrayList<>();
        if (target instanceof Target.Further further) {
            for (SegmentRule rule : before) {
                if (!rule.list().fixed().isEmpty()
                        && rule.target() instanceof Target.Further earlier
                        && earlier.list().toString().equals(further.list().toString())) {
                    taken.add(rule.list());
                }
            }
        }
        FieldPath onlyWith = spec.onlyWith == null ? null : elements.path(spec.onlyWith, filled);
        return new SegmentRule.ListUse(fixed, taken, onlyWith);
    }

    private @Nullable Hierarchy hierarchy(MapNode map, Shape shape) {
        return new HierarchyCompiler(problems, this::level).compile(map, shape, treeShape);
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
                    SegmentRule.ListUse.ANY,
                    null,
                    false,
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
        if (roles.isEmpty() && spec.others == null) {
            problems.add(map.place(), "Expected at least one qualifier with its field.");
            return null;
        }
        FieldPath others = spec.others == null ? null : elements.path(spec.others, shape);
        if (others == null) {
            return new Target.ByRole(1, List.copyOf(roles), null, 0, null);
        }
        Shape.Field code = others.leaf().kind() == Shape.Kind.RECORDS
                ? others.leaf().shape().field("role")
                : null;
        if (code == null) {
            problems.add(spec.place, "'others' needs a list of records that have a role.");
            return null;
        }
        Lookup lookup = spec.lookup == null ? null : elements.lookup(spec.lookup);
        return new Target.ByRole(1, List.copyOf(roles), others, code.index(), lookup);
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
