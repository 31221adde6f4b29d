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
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
            "structure",
            "kind",
            "others");
    private static final Pattern COMPUTED = Pattern.compile("(count|sum)\\(([\\w.]+)\\)");

    private final Lookups lookups;
    private final Problems problems;

    ElementCompiler(Lookups lookups, Problems problems) {
        this.lookups = lookups;
        this.problems = problems;
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
        problems.unknownKeys(map, KEYS);
        if (map.has("structure")) {
            return pairs(range, element.place(), map, shape);
        }
        if (map.has("constant")) {
            return new ConstantRule(element.place(), range.first(), range.component(), map.text("constant", ""));
        }
        Matcher computed = COMPUTED.matcher(map.text("write", ""));
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
                when == null ? null : when(when, shape));
        if (options.otherwise() != null && path.leaf().kind() != Shape.Kind.TEXT) {
            problems.add(map.place(), "'default' is for texts; " + path + " is none.");
        }
        return field(range, place, path, options);
    }

    private @Nullable ElementRule field(
            SegmentKey.Range range, Place place, FieldPath path, FieldRule.Options options) {
        Shape.Kind kind = path.leaf().kind();
        if (kind == Shape.Kind.TEXTS) {
            return new TextsRule(place, range.first(), range.last(), path);
        }
        if (kind == Shape.Kind.RECORD || kind == Shape.Kind.RECORDS) {
            problems.add(place, "An element cannot hold " + path + ", which consists of fields; name one of them.");
            return null;
        }
        if (range.isOne()) {
            return new FieldRule(place, range.first(), range.component(), path, options);
        }
        if (kind == Shape.Kind.MOMENT && range.last() == range.first() + 1) {
            return new MomentRule(place, range.first(), path);
        }
        problems.add(
                place,
                "Several elements can be a list of texts, or two of them a date and a time; " + path + " is neither.");
        return null;
    }

    private int decimals(MapNode map) {
        String text = map.text("decimals", "0");
        if (!text.matches("[0-9]")) {
            problems.add(map.place(), "'decimals' is a number from 0 to 9, found '" + text + "'.");
            return 0;
        }
        return Integer.parseInt(text);
    }

    private @Nullable Lookup lookup(MapNode map) {
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
        if (policy.equals("passThrough")) {
            return new Lookup(table, Lookup.OnMiss.PASS_THROUGH, null);
        }
        if (!policy.equals("finding")) {
            problems.add(
                    map.place(), "'onMiss' is finding, passThrough or { default: value }; found '" + policy + "'.");
        }
        return new Lookup(table, Lookup.OnMiss.FINDING, null);
    }

    private @Nullable ElementRule computed(
            SegmentKey.Range range, Place place, MapNode map, Shape shape, String function, String argument) {
        boolean sum = function.equals("sum");
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
        return new ComputedRule(place, range.first(), range.component(), list, addend, check(map));
    }

    private @Nullable Severity check(MapNode map) {
        String text = map.text("check", "false");
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

    private @Nullable ElementRule pairs(SegmentKey.Range range, Place place, MapNode map, Shape shape) {
        if (!"pairs".equals(map.text("structure"))) {
            problems.add(map.place(), "Elements can be the structure 'pairs'; found '" + map.text("structure") + "'.");
            return null;
        }
        List<PairsRule.Known> known = new ArrayList<>();
        MapNode kinds = map.map("kind");
        if (kinds != null) {
            kinds.values().forEach((codes, node) -> addKnown(known, codes, node, shape));
        }
        YamlNode othersNode = map.get("others");
        FieldPath others = othersNode == null ? null : path(othersNode, shape);
        if (others != null && !holdsPairs(others)) {
            problems.add(map.place(), "'others' needs a list of records that begin with two texts, as codes do.");
            return null;
        }
        return new PairsRule(place, range.first(), range.last(), known, others, lookup(map));
    }

    private static boolean holdsPairs(FieldPath others) {
        if (others.leaf().kind() != Shape.Kind.RECORDS) {
            return false;
        }
        List<Shape.Field> fields = others.leaf().shape().fields();
        return fields.size() >= 2
                && fields.get(0).kind() == Shape.Kind.TEXT
                && fields.get(1).kind() == Shape.Kind.TEXT;
    }

    private void addKnown(List<PairsRule.Known> known, String codes, YamlNode node, Shape shape) {
        MapNode map = node instanceof MapNode found ? found : null;
        YamlNode fieldNode = map == null ? node : map.get("field");
        FieldPath field = fieldNode == null ? null : path(fieldNode, shape);
        if (field == null || field.leaf().kind() != Shape.Kind.TEXT) {
            problems.add(node.place(), "Expected a text field, or { field: item.gtin, digits: 12 }.");
            return;
        }
        String digits = map == null ? "0" : map.text("digits", "0");
        if (!digits.matches("[0-9]{1,2}")) {
            problems.add(node.place(), "'digits' is a number, found '" + digits + "'.");
            return;
        }
        known.add(new PairsRule.Known(new Qualifier(SegmentKey.codes(codes)), field, Integer.parseInt(digits)));
    }

    /** {@code standard.release = 005010 | 005020}, {@code purpose = original}, {@code contract}. */
    @Nullable
    When when(YamlNode node, Shape shape) {
        String text = node instanceof TextNode found ? found.value() : "";
        String[] sides = text.split("=", 2);
        String name = sides[0].strip();
        List<String> values = sides.length == 1 ? List.of() : SegmentKey.codes(sides[1]);
        if (name.equals("standard.release")) {
            return new When(null, values);
        }
        FieldPath field = FieldPath.of(shape, name);
        if (field == null || field.leaf().isList()) {
            problems.add(
                    node.place(),
                    "Expected 'standard.release = 005010' or a field of " + shape.name()
                            + " and what it must be, found '" + text + "'.");
            return null;
        }
        return new When(field, values);
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
        }
        return path;
    }
}
