package io.lading.cli.bench.engine;

import io.lading.schema.Condition;
import io.lading.schema.ElementRule;
import io.lading.schema.ElementType;
import io.lading.schema.LayoutRule;
import io.lading.schema.Schema;
import io.lading.schema.SegmentNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One of our schemas in StAEDI's XML, so that both check the same facts. For one use. */
final class StaediSchema {
    private static final int UNBOUNDED = 99_999;

    private final Schema schema;
    private final Map<String, String> elements = new TreeMap<>();
    private final Map<String, String> composites = new TreeMap<>();
    private final Map<String, String> segments = new LinkedHashMap<>();
    private int loops;

    StaediSchema(Schema schema) {
        this.schema = schema;
    }

    String xml() {
        StringBuilder transaction = new StringBuilder();
        // The set's header and trailer belong to StAEDI's own control schema.
        sequence(1, schema.nodeCount() - 1, transaction);
        StringBuilder out = new StringBuilder("<schema xmlns=\"http://xlate.io/EDISchema/v4\">\n<transaction>");
        out.append(transaction).append("</transaction>\n");
        elements.values().forEach(out::append);
        composites.values().forEach(out::append);
        segments.values().forEach(out::append);
        return out.append("</schema>\n").toString();
    }

    private void sequence(int from, int to, StringBuilder out) {
        out.append("<sequence>");
        int at = from;
        while (at < to) {
            SegmentNode node = schema.node(at);
            segmentType(node);
            if (node.loop()) {
                out.append("<loop code=\"L")
                        .append(++loops)
                        .append('"')
                        .append(occurs(node))
                        .append("><sequence>");
                out.append("<segment type=\"").append(node.name()).append("\" minOccurs=\"1\"/>");
                StringBuilder inner = new StringBuilder();
                sequence(at + 1, node.end(), inner);
                out.append(inner.substring("<sequence>".length())).append("</loop>");
            } else {
                out.append("<segment type=\"")
                        .append(node.name())
                        .append('"')
                        .append(occurs(node))
                        .append("/>");
            }
            at = node.end();
        }
        out.append("</sequence>");
    }

    private static String occurs(SegmentNode node) {
        return " minOccurs=\"" + (node.mandatory() ? 1 : 0) + "\" maxOccurs=\"" + Math.min(node.most(), UNBOUNDED)
                + '"';
    }

    private void segmentType(SegmentNode node) {
        if (segments.containsKey(node.name())) {
            return;
        }
        StringBuilder out =
                new StringBuilder("<segmentType name=\"").append(node.name()).append("\"><sequence>");
        layout(node.layout(), out);
        out.append("</sequence>");
        node.layout().conditions().forEach(condition -> syntax(condition, out));
        segments.put(node.name(), out.append("</segmentType>\n").toString());
    }

    private void layout(LayoutRule layout, StringBuilder out) {
        for (ElementRule rule : layout.elements()) {
            String kind = rule.components() == null ? "element" : "composite";
            String occurs = " minOccurs=\"" + (rule.mandatory() ? 1 : 0) + "\" maxOccurs=\""
                    + Math.max(1, rule.repetitions()) + '"';
            out.append('<')
                    .append(kind)
                    .append(" type=\"")
                    .append(type(rule))
                    .append('"')
                    .append(occurs)
                    .append("/>");
        }
    }

    private String type(ElementRule rule) {
        LayoutRule components = rule.components();
        if (components != null) {
            if (!composites.containsKey(rule.reference())) {
                StringBuilder out = new StringBuilder("<compositeType name=\"").append(rule.reference());
                out.append("\"><sequence>");
                layout(components, out);
                composites.put(
                        rule.reference(),
                        out.append("</sequence></compositeType>\n").toString());
            }
            return rule.reference();
        }
        String name = "E" + rule.reference();
        elements.computeIfAbsent(
                name,
                key -> "<elementType name=\"" + key + "\" base=\"" + base(rule.type()) + "\" minLength=\""
                        + rule.shortest() + "\" maxLength=\"" + rule.longest() + "\"/>\n");
        return name;
    }

    private static String base(ElementType type) {
        return switch (type) {
            case CODE -> "identifier";
            case INTEGER -> "numeric";
            case DECIMAL -> "decimal";
            case DATE -> "date";
            case TIME -> "time";
            case BINARY -> "binary";
            default -> "string";
        };
    }

    private static void syntax(Condition condition, StringBuilder out) {
        String kind =
                switch (condition.kind()) {
                    case PAIRED -> "paired";
                    case REQUIRED -> "required";
                    case EXCLUSIVE -> "exclusion";
                    case CONDITIONAL -> "conditional";
                    case LIST_CONDITIONAL -> "list";
                };
        out.append("<syntax type=\"").append(kind).append("\">");
        condition
                .places()
                .forEach(place -> out.append("<position>").append(place).append("</position>"));
        out.append("</syntax>");
    }
}
