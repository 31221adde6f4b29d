package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.Standard;
import io.lading.mapping.Lookups;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.SegmentTable;
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
    private static final Set<String> TOP = Set.of("binding", "description", "shape", "otherwise", "onlyWith", "each");
    /** Behind a list: all but its first record. */
    private static final String FURTHER = "[1..]";

    private final Problems problems;
    private final Structures structures;
    private final Lookups lookups;
    private final SchemaCatalog schemas;
    private ElementCompiler elements;
    private @Nullable String treeShape;
    private @Nullable GroupTarget group;

    /** @param lookups the global tables, so that a rule cannot name one that does not exist */
    public BindingCompiler(Structures structures, Lookups lookups, SchemaCatalog schemas, Problems problems) {
        this.problems = problems;
        this.structures = structures;
        this.lookups = lookups;
        this.schemas = schemas;
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
        if (problems.list().size() > before) {
            return null;
        }
        String set = source[1].toUpperCase(Locale.ROOT);
        Standard standard = source[0].equals("edifact") ? Standard.EDIFACT : Standard.X12;
        return new Binding(
                set, source[0], shape, top, ending, elements.watched(), release -> schemas.find(standard, release, set)
                        .orElse(null));
    }

    private Binding.Ending ending(MapNode file, Shape shape) {
        Map<FieldPath, FieldPath> otherwise = new LinkedHashMap<>();
        Map<FieldPath, ListedValue> listed = new LinkedHashMap<>();
        MapNode map = file.map("otherwise");
        if (map != null) {
            map.values().forEach((name, node) -> {
                FieldPath to = FieldPath.of(shape, name);
                ListedValue record = node instanceof TextNode text ? ListedValue.of(shape, text.value()) : null;
                FieldPath from = record == null ? elements.path(node, shape) : null;
                if (to != null && record != null) {
                    listed.put(to, record);
                } else if (to == null) {
                    problems.add(node.place(), shape.name() + " has no field '" + name + "'.");
                } else if (from != null) {
                    otherwise.put(to, from);
                }
            });
        }
        YamlNode each = file.get("each");
        FieldPath list = each == null ? null : records(each, "each", shape);
        return new Binding.Ending(
                otherwise,
                listed,
                elements.optionalPath(file, "onlyWith", shape),
                list == null ? null : new Each(list));
    }

    /** The binding with an agreement's differences, or null if there are problems. */
    public @Nullable Binding compile(MapNode file, MapNode overlay) {
        return compile(BindingOverlay.apply(file, overlay, problems));
    }

    Level level(List<MapNode> files, Shape shape, Set<String> otherKeys) {
        Map<String, SegmentSpec> specs = new SegmentGathering(structures, problems).gather(files, shape, otherKeys);
        List<SegmentRule> rules = new ArrayList<>();
        for (SegmentSpec spec : specs.values()) {
            SegmentRule rule = rule(spec, rules, shape);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return new Level(rules);
    }

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
        Shape around = target instanceof GroupTarget.Lines lines ? lines.holder() : shape;
        spec.elements.forEach((text, element) -> {
            boolean outer = element.rule() instanceof MapNode map
                    && map.text("outer", "").equals("true");
            ElementRule rule = elements.compile(text, element, outer ? around : filled);
            if (rule != null) {
                rules.add(outer ? new OuterRule(rule) : rule);
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
                membersOf(spec, target, filled),
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

    /** Within a group, a rule for the group's list adds to the document's lines. */
    private @Nullable Level membersOf(SegmentSpec spec, Target target, Shape filled) {
        GroupTarget around = group;
        group = target instanceof GroupTarget opened ? opened : target instanceof Target.Same ? around : null;
        Level members = members(spec, filled);
        group = around;
        return members;
    }

    private @Nullable Level members(SegmentSpec spec, Shape filled) {
        if (!spec.isDropped) {
            Set<String> known = new HashSet<>(SegmentGathering.OPTIONS);
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
        if (spec.group != null) {
            return group(spec, spec.group, shape);
        }
        GroupTarget around = group;
        if (around != null
                && spec.to instanceof TextNode to
                && to.value().equals(around.list().toString())) {
            return new GroupTarget.Lines(around.holder(), around.list(), around.shared());
        }
        if (spec.to == null || spec.isAllocation) {
            return new Target.Same();
        }
        boolean isFurther = spec.to instanceof TextNode text && text.value().endsWith(FURTHER);
        FieldPath list = records(isFurther ? withoutFurther(spec.to) : spec.to, "to", shape);
        return list == null ? null : new Target.Further(list, isFurther ? 1 : 0);
    }

    private static YamlNode withoutFurther(YamlNode to) {
        String text = ((TextNode) to).value();
        return new TextNode(text.substring(0, text.length() - FURTHER.length()), false, to.place());
    }

    /** The list of records that a node names, or null after a problem. */
    private @Nullable FieldPath records(YamlNode node, String key, Shape shape) {
        FieldPath list = elements.path(node, shape);
        if (list != null && list.leaf().kind() != Shape.Kind.RECORDS) {
            problems.add(node.place(), "'" + key + "' needs a list of records; expected one of " + lists(shape) + ".");
            return null;
        }
        return list;
    }

    /** {@code group: lines, share: [location]}. */
    private @Nullable Target group(SegmentSpec spec, YamlNode node, Shape shape) {
        FieldPath list = records(node, "group", shape);
        if (list == null) {
            return null;
        }
        List<Shape.Field> shared = new ArrayList<>();
        for (YamlNode name : spec.shared) {
            FieldPath field = elements.path(name, list.leaf().shape());
            if (field != null) {
                shared.add(field.leaf());
            }
        }
        return new GroupTarget(shape, list, List.copyOf(shared));
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

    static String lists(Shape shape) {
        return String.join(
                ", ",
                shape.fields().stream()
                        .filter(field -> field.kind() == Shape.Kind.RECORDS)
                        .map(Shape.Field::name)
                        .toList());
    }
}
