package io.lading.mapping.binding;

import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles ranges of elements that are a structure: pairs, periods, a line's order. For one use. */
final class StructureCompiler {
    private static final Set<String> KEYS = Set.of(
            "structure",
            "kind",
            "others",
            "lookup",
            "onMiss",
            "value",
            "code",
            "repeats",
            "at",
            "until",
            "zone",
            "format",
            "text");

    private final ElementCompiler elements;
    private final boolean isEdifact;
    private final Structures structures;
    private final Problems problems;

    StructureCompiler(ElementCompiler elements, boolean isEdifact, Structures structures, Problems problems) {
        this.elements = elements;
        this.isEdifact = isEdifact;
        this.structures = structures;
        this.problems = problems;
    }

    @Nullable
    ElementRule compile(SegmentKey.Range range, Place place, MapNode map, Shape shape) {
        problems.unknownKeys(map, KEYS);
        String name = map.text("structure", "");
        MapNode shared = structures.pairs(name);
        if (name.equals("pairs") || shared != null) {
            return pairs(range, place, map, shared, shape);
        }
        if (name.equals("period")) {
            return period(range, place, map, shape);
        }
        if (name.equals("orderReference")) {
            return new OrderPointerRule(place, range.first(), range.component());
        }
        List<String> known = new ArrayList<>(structures.pairsNames());
        known.addAll(List.of("pairs", "period", "orderReference"));
        problems.add(
                map.place(), "Elements cannot be the structure '" + name + "'." + Problems.didYouMean(name, known));
        return null;
    }

    // ---- pairs ----------------------------------------------------------------------------------------------------

    /** @param shared pairs that several sets share; what the map says itself comes first */
    private @Nullable ElementRule pairs(
            SegmentKey.Range range, Place place, MapNode map, @Nullable MapNode shared, Shape shape) {
        List<PairsRule.Known> known = new ArrayList<>();
        addKinds(known, map, shape);
        if (shared != null) {
            addKinds(known, shared, shape);
        }
        MapNode rest = shared == null || map.has("others") ? map : shared;
        FieldPath others = elements.optionalPath(rest, "others", shape);
        if (others != null && !holdsPairs(others)) {
            problems.add(map.place(), "'others' needs a list of records that begin with two texts, as codes do.");
            return null;
        }
        boolean repeats = (shared == null ? map : shared)
                .text("repeats", map.text("repeats", "false"))
                .equals("true");
        PairsRule.Layout layout = new PairsRule.Layout(
                range.last(),
                isEdifact ? number(map, shared, "value", 1) : 0,
                isEdifact ? number(map, shared, "code", 2) : 0,
                repeats,
                !(shared == null ? map : shared).text("writeOthers", "true").equals("false"));
        return new PairsRule(place, range.first(), layout, known, others, elements.lookup(rest));
    }

    private int number(MapNode map, @Nullable MapNode shared, String key, int otherwise) {
        String text = map.text(
                key, shared == null ? Integer.toString(otherwise) : shared.text(key, Integer.toString(otherwise)));
        if (!text.matches("[0-9]{1,2}")) {
            problems.add(map.place(), "'" + key + "' is the number of a component, found '" + text + "'.");
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    private void addKinds(List<PairsRule.Known> known, MapNode map, Shape shape) {
        MapNode kinds = map.map("kind");
        if (kinds != null) {
            kinds.values().forEach((codes, node) -> addKnown(known, codes, node, shape));
        }
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
        FieldPath field = fieldNode == null ? null : elements.path(fieldNode, shape);
        if (field == null || field.leaf().kind() != Shape.Kind.TEXT) {
            problems.add(node.place(), "Expected a text field, or { field: item.gtin, digits: 12 }.");
            return;
        }
        String digits = map == null ? "0" : map.text("digits", "0");
        if (!digits.matches("[0-9]{1,2}")) {
            problems.add(node.place(), "'digits' is a number, found '" + digits + "'.");
            return;
        }
        YamlNode when = map == null ? null : map.get("when");
        known.add(new PairsRule.Known(
                new Qualifier(SegmentKey.codes(codes)),
                field,
                Integer.parseInt(digits),
                when == null ? null : elements.when(when, shape),
                map == null || !"read".equals(map.text("only"))));
    }

    // ---- periods --------------------------------------------------------------------------------------------------

    /** The fields have the names of a qualified date, unless the map says otherwise. */
    private @Nullable ElementRule period(SegmentKey.Range range, Place place, MapNode map, Shape shape) {
        FieldPath at = part(map, "at", shape);
        if (at == null || at.leaf().kind() != Shape.Kind.MOMENT) {
            problems.add(map.place(), "The structure 'period' needs 'at' with a date field.");
            return null;
        }
        PeriodRule.Parts parts = new PeriodRule.Parts(
                at,
                part(map, "until", shape),
                part(map, "zone", shape),
                part(map, "format", shape),
                part(map, "text", shape));
        return new PeriodRule(place, range.first(), range.component(), parts, isEdifact);
    }

    private @Nullable FieldPath part(MapNode map, String key, Shape shape) {
        return map.has(key) || map.has("at") ? elements.optionalPath(map, key, shape) : FieldPath.of(shape, key);
    }
}
