package io.lading.mapping.binding;

import io.lading.document.DespatchAdvice;
import io.lading.document.DespatchLine;
import io.lading.document.DespatchOrder;
import io.lading.document.HandlingUnit;
import io.lading.document.Shape;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the structure {@code hierarchy}: rules by level S, O, T, P and I. Stateless. */
final class HierarchyCompiler {

    /** Compiles the rules of one level, given the keys that are no segments. */
    interface Levels {
        Level compile(List<MapNode> rules, Shape shape, Set<String> otherKeys);
    }

    private final Problems problems;
    private final Levels levels;

    HierarchyCompiler(Problems problems, Levels levels) {
        this.problems = problems;
        this.levels = levels;
    }

    @Nullable
    Hierarchy compile(MapNode map, Shape document, @Nullable String shape) {
        if (!document.name().equals("DespatchAdvice")) {
            problems.add(
                    map.place(), "The structure 'hierarchy' is for DespatchAdvice, found " + document.name() + ".");
            return null;
        }
        List<HlHierarchy.LevelRules> rules = new ArrayList<>();
        for (Map.Entry<String, YamlNode> entry : map.values().entrySet()) {
            if (entry.getValue() instanceof MapNode level) {
                for (String code : SegmentKey.codes(entry.getKey())) {
                    addLevel(rules, code, level);
                }
            }
        }
        return isByGroups(map)
                ? byGroups(map, rules)
                : new HlHierarchy(rules, shape, !map.text("children", "").isEmpty());
    }

    private void addLevel(List<HlHierarchy.LevelRules> rules, String code, MapNode level) {
        DespatchTree.@Nullable Kind kind =
                switch (code) {
                    case "S" -> DespatchTree.Kind.SHIPMENT;
                    case "O" -> DespatchTree.Kind.ORDER;
                    case "T", "P" -> DespatchTree.Kind.UNIT;
                    case "I" -> DespatchTree.Kind.LINE;
                    default -> null;
                };
        if (kind == null) {
            problems.add(level.place(), "A level is S, O, T, P or I; found '" + code + "'.");
            return;
        }
        rules.add(new HlHierarchy.LevelRules(code, kind, levels.compile(List.of(level), shape(kind), Set.of())));
    }

    private static Shape shape(DespatchTree.Kind kind) {
        return switch (kind) {
            case SHIPMENT -> Shape.of(DespatchAdvice.class);
            case ORDER -> Shape.of(DespatchOrder.class);
            case UNIT -> Shape.of(HandlingUnit.class);
            case LINE -> Shape.of(DespatchLine.class);
        };
    }

    /** In EDIFACT lines are groups of their own, each begun by a segment. */
    private static boolean isByGroups(MapNode map) {
        MapNode line = map.map("I");
        return line != null && line.values().size() == 1;
    }

    private @Nullable Hierarchy byGroups(MapNode map, List<HlHierarchy.LevelRules> rules) {
        Level shipment = null;
        Level unit = null;
        Level line = null;
        for (HlHierarchy.LevelRules level : rules) {
            switch (level.kind()) {
                case SHIPMENT -> shipment = level.rules();
                case UNIT -> unit = level.rules();
                case LINE -> line = level.rules();
                case ORDER -> problems.add(map.place(), "Groups of lines have no level O; found one.");
            }
        }
        if (shipment == null || unit == null || line == null || line.rules().size() != 1) {
            problems.add(
                    map.place(),
                    "Groups of lines need the levels S, P and I, the last with one segment and its members.");
            return null;
        }
        return new CpsHierarchy(shipment, unit, line.rules().get(0));
    }
}
