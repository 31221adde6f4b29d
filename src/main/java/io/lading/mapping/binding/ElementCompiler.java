package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.Severity;
import io.lading.mapping.Lookups;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles the right side of rules: fields, pairs, counts, constants. For one use. */
final class ElementCompiler {
    private static final Set<String> KEYS = Set.of(
            "field",
            "read",
            "write",
            "constant",
            "check",
            "lookup",
            "onMiss",
            "default",
            "decimals",
            "when",
            "unless",
            "outer",
            "implied",
            "or",
            "with",
            "same",
            "needs",
            "time",
            "key",
            "width",
            "split",
            "at",
            "prefix",
            "digits");
    private static final Pattern COMPUTED = Pattern.compile("(count|sum)\\(([\\w.]+)\\)");

    private final Lookups lookups;
    private final Problems problems;
    private final StructureCompiler structures;
    private final boolean isEdifact;
    private final @Nullable String treeShape;
    /** The segments that some rule counts. */
    private final Set<String> counted = new TreeSet<>();
    /** Lists of which a rule takes the first record. */
    private final Set<Shape.Field> firsts = new HashSet<>();

    /** @param treeShape in which levels are written; null for what suits the document */
    ElementCompiler(
            boolean isEdifact, @Nullable String treeShape, Structures structures, Lookups lookups, Problems problems) {
        this.isEdifact = isEdifact;
        this.treeShape = treeShape;
        this.lookups = lookups;
        this.problems = problems;
        this.structures = new StructureCompiler(this, isEdifact, structures, problems);
    }

    Binding.Watched watched() {
        return new Binding.Watched(Set.copyOf(counted), Set.copyOf(firsts));
    }

    @Nullable
    ElementRule compile(String text, SegmentSpec.Element element, Shape shape) {
        SegmentKey.Range range = SegmentKey.Range.parse(text);
        if (range == null) {
            problems.add(element.place(), "Expected an element such as 02, 05.01 or 06-25, found '" + text + "'.");
            return null;
        }
        if (!(element.rule() instanceof MapNode map)) {
            FieldPath path = path(element.rule(), shape);
            return path == null ? null : field(range, element.place(), path, FieldRule.Options.NONE);
        }
        if (map.has("structure")) {
            return structures.compile(range, element.place(), map, shape);
        }
        problems.unknownKeys(map, KEYS);
        if (map.has("split")) {
            return split(range, element.place(), map, shape);
        }
        if (map.has("constant")) {
            YamlNode when = map.get("when");
            return new ConstantRule(
                    element.place(),
                    range.first(),
                    range.component(),
                    map.text("constant", ""),
                    when == null ? null : when(when, shape));
        }
        Lookup lookup = lookup(map);
        if (map.text("write", "").equals("shape") && lookup != null) {
            return new ShapeRule(element.place(), range.first(), range.component(), lookup, treeShape);
        }
        Matcher computed = COMPUTED.matcher(map.text("write", map.text("check", "")));
        if (computed.matches()) {
            return computed(range, element.place(), map, shape, computed.group(1), computed.group(2));
        }
        return optionalField(range, element.place(), map, shape);
    }

    private @Nullable ElementRule optionalField(SegmentKey.Range range, Place place, MapNode map, Shape shape) {
        String key = map.has("read") ? "read" : map.has("write") ? "write" : "field";
        YamlNode node = map.get(key);
        if (node == null) {
            problems.add(map.place(), "Expected 'field' (both directions), 'read' or 'write' with a field's name.");
            return null;
        }
        FieldPath path = path(node, shape);
        if (path == null) {
            return null;
        }
        YamlNode when = map.get("when");
        FieldRule.Options options = new FieldRule.Options(
                !key.equals("write"),
                !key.equals("read"),
                decimals(map),
                lookup(map),
                map.text("default"),
                when == null ? null : when(when, shape),
                optionalPath(map, "unless", shape),
                map.text("implied"),
                optionalPath(map, "or", shape),
                optionalPath(map, "with", shape),
                optionalPath(map, "same", shape),
                map.text("key", "false").equals("true"),
                map.text("time", "").equals("always"),
                optionalPath(map, "needs", shape));
        if (map.has("prefix")) {
            return prefixed(range, place, path, map);
        }
        if (map.has("width")) {
            return wrapped(range, place, path, map);
        }
        if (options.otherwise() != null && path.leaf().kind() != Shape.Kind.TEXT) {
            problems.add(map.place(), "'default' is for texts; " + path + " is none.");
        }
        return field(range, place, path, options);
    }

    private @Nullable ElementRule field(
            SegmentKey.Range range, Place place, FieldPath path, FieldRule.Options options) {
        Shape.Kind kind = path.leaf().kind();
        if (kind == Shape.Kind.TEXTS) {
            return new TextsRule(place, range, path);
        }
        if (kind == Shape.Kind.RECORD || kind == Shape.Kind.RECORDS) {
            problems.add(place, "An element cannot hold " + path + ", which consists of fields; name one of them.");
            return null;
        }
        if (range.isOne()) {
            return new FieldRule(place, range.first(), range.component(), path, options);
        }
        if (kind == Shape.Kind.MOMENT && range.width() == 2 && range.isOfComponents() == isEdifact) {
            return new MomentRule(place, range.first(), range.component(), path, isEdifact, options.time());
        }
        problems.add(
                place,
                "Several elements can be a list of texts, or two of them a date and "
                        + (isEdifact ? "its format" : "a time") + "; " + path + " is neither.");
        return null;
    }

    private @Nullable ElementRule wrapped(SegmentKey.Range range, Place place, FieldPath path, MapNode map) {
        String width = map.text("width", "");
        if (!width.matches("[1-9][0-9]{0,2}") || path.leaf().kind() != Shape.Kind.TEXT) {
            problems.add(map.place(), "'width' is a number of characters, for a text; found '" + width + "'.");
            return null;
        }
        return new WrappedTextRule(place, range, path, Integer.parseInt(width));
    }

    private @Nullable ElementRule prefixed(SegmentKey.Range range, Place place, FieldPath path, MapNode map) {
        String digits = map.text("digits", "");
        if (!digits.matches("[1-9][0-9]?") || path.leaf().kind() != Shape.Kind.TEXT) {
            problems.add(
                    map.place(), "'prefix' needs a text field and how many 'digits' follow; found '" + digits + "'.");
            return null;
        }
        String prefix = map.text("prefix", "");
        return new PrefixedRule(place, range.first(), range.component(), path, prefix, Integer.parseInt(digits));
    }

    private @Nullable ElementRule split(SegmentKey.Range range, Place place, MapNode map, Shape shape) {
        List<FieldPath> paths = new ArrayList<>();
        for (YamlNode node : map.list("split")) {
            FieldPath path = path(node, shape);
            if (path != null && path.leaf().kind() == Shape.Kind.TEXT) {
                paths.add(path);
            }
        }
        String separator = map.text("at", "");
        if (paths.size() < 2 || separator.isEmpty()) {
            problems.add(
                    map.place(),
                    "Expected text fields and what stands between them: { split: [number, release], at: \"-\" }.");
            return null;
        }
        return new SplitRule(place, range.first(), range.component(), paths, separator);
    }

    @Nullable
    FieldPath optionalPath(MapNode map, String key, Shape shape) {
        YamlNode node = map.get(key);
        return node == null ? null : path(node, shape);
    }

    private int decimals(MapNode map) {
        String text = map.text("decimals", "0");
        if (!text.matches("[0-9]")) {
            problems.add(map.place(), "'decimals' is a number from 0 to 9, found '" + text + "'.");
            return 0;
        }
        return Integer.parseInt(text);
    }

    @Nullable
    Lookup lookup(MapNode map) {
        String table = map.text("lookup");
        if (table == null) {
            return null;
        }
        if (!lookups.has(table)) {
            problems.add(
                    map.place(),
                    "There is no lookup table '" + table + "'; put " + table + ".csv into mappings/codelists.");
        }
        MapNode otherwise = map.map("onMiss");
        if (otherwise != null && otherwise.text("default") != null) {
            return new Lookup(table, Lookup.OnMiss.DEFAULT, otherwise.text("default"));
        }
        String policy = map.text("onMiss", "finding");
        Lookup.OnMiss onMiss =
                switch (policy) {
                    case "finding" -> Lookup.OnMiss.FINDING;
                    case "passThrough" -> Lookup.OnMiss.PASS_THROUGH;
                    case "keep" -> Lookup.OnMiss.KEEP;
                    case "same" -> Lookup.OnMiss.SAME;
                    case "skip" -> Lookup.OnMiss.SKIP;
                    default -> {
                        problems.add(
                                map.place(),
                                "'onMiss' is finding, keep, same, skip, passThrough or { default: value }; found '"
                                        + policy + "'.");
                        yield Lookup.OnMiss.FINDING;
                    }
                };
        return new Lookup(table, onMiss, null);
    }

    private @Nullable ElementRule computed(
            SegmentKey.Range range, Place place, MapNode map, Shape shape, String function, String argument) {
        boolean sum = function.equals("sum");
        if (!sum && argument.matches("[A-Z][A-Z0-9]{1,2}")) {
            counted.add(argument);
            return new ComputedRule(
                    place, range.first(), range.component(), null, argument, null, check(map), map.has("write"));
        }
        int point = argument.lastIndexOf('.');
        String listText = sum && point > 0 ? argument.substring(0, point) : argument;
        FieldPath list = FieldPath.of(shape, listText);
        if (list == null || list.leaf().kind() != Shape.Kind.RECORDS) {
            problems.add(map.place(), "'" + listText + "' is no list of " + shape.name() + ".");
            return null;
        }
        FieldPath addend = sum ? FieldPath.of(list.leaf().shape(), argument.substring(point + 1)) : null;
        if (sum && (addend == null || addend.leaf().kind() != Shape.Kind.DECIMAL)) {
            problems.add(map.place(), "'" + argument + "' names no number to add up.");
            return null;
        }
        return new ComputedRule(
                place, range.first(), range.component(), list, "", addend, check(map), map.has("write"));
    }

    private @Nullable Severity check(MapNode map) {
        String text = map.has("write") ? map.text("check", "false") : "warning";
        return switch (text) {
            case "false" -> null;
            case "true", "warning" -> Severity.WARNING;
            case "error" -> Severity.ERROR;
            default -> {
                problems.add(
                        map.place(),
                        "'check' is true, warning, error or false; found '" + text.toLowerCase(Locale.ROOT) + "'.");
                yield null;
            }
        };
    }

    /** {@code standard.release = 005010 | 005020}, {@code purpose = original}, {@code contract}. */
    @Nullable
    When when(YamlNode node, Shape shape) {
        String text = node instanceof TextNode found ? found.value() : "";
        String[] sides = text.split("=", 2);
        boolean isNot = sides[0].endsWith("!") || sides[0].startsWith("!");
        String name = sides[0].replace("!", "").strip();
        List<String> values = sides.length == 1 ? List.of() : SegmentKey.codes(sides[1]);
        if (name.equals("standard.release")) {
            return new When(null, values, isNot);
        }
        FieldPath field = FieldPath.of(shape, name);
        if (field == null || field.leaf().isList()) {
            problems.add(
                    node.place(),
                    "Expected 'standard.release = 005010' or a field of " + shape.name()
                            + " and what it must be, found '" + text + "'.");
            return null;
        }
        return new When(field, values, isNot);
    }

    /** The field that a node names; reports where there is none such. */
    @Nullable
    FieldPath path(YamlNode node, Shape shape) {
        if (!(node instanceof TextNode text)) {
            problems.add(node.place(), "Expected the name of a field.");
            return null;
        }
        FieldPath path = FieldPath.of(shape, text.value());
        if (path == null) {
            problems.add(
                    node.place(),
                    shape.name() + " has no field '" + text.value() + "'."
                            + Problems.didYouMean(text.value(), shape.fieldNames()));
            return null;
        }
        firsts.addAll(path.firsts());
        return path;
    }
}
