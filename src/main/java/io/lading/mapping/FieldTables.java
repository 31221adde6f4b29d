package io.lading.mapping;

import io.lading.document.Shape;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which fields a map translates by lookup tables, for maps that are no bindings:
 * {@code lookups: { column: acme, onMiss: finding, lines.unit: acme-units }}. Immutable.
 *
 * @param column of the tables that holds the other side's codes
 * @param passThrough true if a code that no table knows goes through as it is
 * @param tables by field, lists without index: {@code lines.unit}
 */
public record FieldTables(String column, boolean passThrough, Map<String, String> tables) {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+\\]");

    /** Reads the key {@code lookups} of a map's file. */
    public static FieldTables read(MapNode file, Shape document, Lookups known, Problems problems) {
        MapNode node = file.map("lookups");
        Map<String, String> tables = new LinkedHashMap<>();
        if (node == null) {
            return new FieldTables("", false, tables);
        }
        String miss = node.text("onMiss", "finding");
        if (!miss.equals("finding") && !miss.equals("passThrough")) {
            problems.add(node.place(), "'onMiss' is finding or passThrough, found '" + miss + "'.");
        }
        for (Map.Entry<String, YamlNode> entry : node.values().entrySet()) {
            String key = entry.getKey();
            if (key.equals("column") || key.equals("onMiss")) {
                continue;
            }
            String table = entry.getValue() instanceof TextNode text ? text.value() : "";
            if (!known.has(table)) {
                problems.add(entry.getValue().place(), "There is no lookup table '" + table + "'.");
            }
            if (!isText(document, plain(key))) {
                problems.add(entry.getValue().place(), document.name() + " has no text field '" + key + "'.");
            }
            tables.put(plain(key), table);
        }
        return new FieldTables(node.text("column", ""), miss.equals("passThrough"), Map.copyOf(tables));
    }

    /** Without the places in lists: {@code lines.stock.unit} for {@code lines.stock[0].unit}. */
    private static String plain(String field) {
        return field.indexOf('[') < 0 ? field : INDEX.matcher(field).replaceAll("");
    }

    /** The table for a field; null if its values go through as they are. */
    public @Nullable String table(String field) {
        return tables.get(plain(field));
    }

    /** True if the path, which may go through lists, ends in a text. */
    private static boolean isText(Shape document, String path) {
        Shape shape = document;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            Shape.Field step = shape.field(names[i]);
            if (step == null || step.record() == null) {
                return false;
            }
            shape = step.shape();
        }
        Shape.Field leaf = shape.field(names[names.length - 1]);
        return leaf != null && leaf.kind() == Shape.Kind.TEXT;
    }

    /** The documents' value for a code of a field; null if a table should know it and does not. */
    public @Nullable String toCanonical(Lookups lookups, String field, String code) {
        String table = table(field);
        if (table == null) {
            return code;
        }
        String value = lookups.toCanonical(table, column, code);
        return value == null && passThrough ? code : value;
    }

    /** The other side's code for a field's value; null if a table should know it and does not. */
    public @Nullable String fromCanonical(Lookups lookups, String field, String value) {
        String table = table(field);
        if (table == null) {
            return value;
        }
        String code = lookups.fromCanonical(table, column, value);
        return code == null && passThrough ? value : code;
    }
}
