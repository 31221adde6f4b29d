package io.lading.cli;

import io.lading.schema.Condition;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.schema.QualifiedRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A schema, aligned for people or one JSON object a line. */
final class SchemaText {
    /** How a standard writes "as often as you like". */
    private static final int UNBOUNDED = 99_999;

    private static final String BY_GUIDE = "  by the guide";

    private final PrintWriter out;
    private final boolean json;
    private final Terminal terminal;

    SchemaText(PrintWriter out, boolean json, Terminal terminal) {
        this.out = out;
        this.json = json;
        this.terminal = terminal;
    }

    void segments(Schema schema) {
        if (!json) {
            out.println(terminal.bold(Examination.id(schema)) + "  " + schema.label());
        }
        for (int i = 0; i < schema.nodeCount(); i++) {
            segment(schema, schema.node(i));
        }
        schema.qualifiedRules().forEach(this::qualified);
    }

    private void segment(Schema schema, SegmentNode node) {
        int depth = depth(schema, node);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("segment", node.name());
        object.put("label", node.layout().label());
        object.put("mandatory", node.mandatory());
        object.put("most", node.most());
        object.put("depth", depth);
        object.put("loop", node.loop());
        object.put("guide", node.overlaid());
        String use = node.most() == 0 ? "–" : node.mandatory() ? "M" : "O";
        print(
                object,
                "  ".repeat(depth + 1) + terminal.bold(Words.padded(node.name(), 4)) + " " + use + " "
                        + Words.padded(most(node.most()), 9) + node.layout().label()
                        + (node.loop() ? terminal.dim("  starts a loop") : "")
                        + (node.overlaid() ? terminal.warning(BY_GUIDE) : ""));
    }

    private void qualified(QualifiedRule rule) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("segment", rule.node().name());
        object.put("qualifier", rule.qualifier());
        object.put("mandatory", rule.mandatory());
        object.put("most", rule.most());
        object.put("guide", true);
        String what = rule.most() == 0
                ? "must not come"
                : (rule.mandatory() ? "must come" : "may come")
                        + (rule.most() >= UNBOUNDED ? "" : ", at most " + rule.most() + " times");
        print(
                object,
                "  " + terminal.bold(rule.node().name() + " " + rule.qualifier()) + " " + what
                        + terminal.warning(BY_GUIDE));
    }

    private static String most(int most) {
        return most == 0 ? "not used" : most >= UNBOUNDED ? "many" : "×" + most;
    }

    private static int depth(Schema schema, SegmentNode node) {
        int depth = 0;
        for (int parent = node.parent();
                parent >= 0;
                parent = schema.node(parent).parent()) {
            depth++;
        }
        return depth;
    }

    void elements(Schema schema, String tag) {
        LayoutRule layout = schema.layout(tag);
        if (layout == null) {
            throw new WrongUseException(Examination.id(schema) + " has no segment " + tag + ".");
        }
        if (!json) {
            out.println(terminal.bold(tag) + "  " + layout.label());
        }
        elements(layout, tag, "  ");
        if (!json) {
            layout.conditions().forEach(condition -> out.println("  " + words(condition)));
        }
    }

    private void elements(LayoutRule layout, String parent, String indent) {
        for (int place = 1; place <= layout.size(); place++) {
            ElementRule rule = layout.element(place);
            if (rule == null) {
                continue;
            }
            String name = indent.length() > 2 ? parent + "." + place : parent + (place < 10 ? "0" : "") + place;
            element(name, rule, indent);
            LayoutRule components = rule.components();
            if (components != null) {
                elements(components, name, indent + "  ");
            }
        }
    }

    private void element(String name, ElementRule rule, String indent) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("element", name);
        object.put("reference", rule.reference());
        object.put("label", rule.label());
        object.put("mandatory", rule.mandatory());
        object.put("forbidden", rule.forbidden());
        object.put("type", rule.type().words());
        object.put("shortest", rule.shortest());
        object.put("longest", rule.longest());
        object.put("repetitions", rule.repetitions());
        object.put("guide", rule.overlaid() != 0);
        if (rule.codes() != null) {
            object.put("codes", rule.codes().codes().stream().sorted().toList());
        }
        String kind = rule.components() == null ? rule.type().words() + ", " + rule.lengthWords() : "composite";
        String use = rule.forbidden() ? "–" : rule.mandatory() ? "M" : "O";
        String codes =
                rule.codes() == null ? "" : terminal.dim("  " + rule.codes().words());
        print(
                object,
                indent + terminal.bold(Words.padded(name, 6)) + "  " + Words.padded(rule.reference(), 5) + use + "  "
                        + Words.padded(kind, 34) + rule.label()
                        + (rule.repetitions() > 1 ? terminal.dim("  ×" + rule.repetitions()) : "") + codes
                        + (rule.overlaid() == 0 ? "" : terminal.warning(BY_GUIDE)));
    }

    private static String words(Condition condition) {
        List<Integer> places = condition.places();
        String all = places.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String others = places.stream().skip(1).map(String::valueOf).collect(Collectors.joining(", "));
        return switch (condition.kind()) {
            case PAIRED -> "elements " + all + " come together or not at all";
            case REQUIRED -> "at least one of the elements " + all + " must come";
            case EXCLUSIVE -> "at most one of the elements " + all + " may come";
            case CONDITIONAL -> "if element " + condition.first() + " comes, so must " + others;
            case LIST_CONDITIONAL -> "if element " + condition.first() + " comes, so must one of " + others;
        };
    }

    private void print(Map<String, Object> object, String line) {
        out.println(json ? JsonMapper.shared().writeValueAsString(object) : line);
    }
}
