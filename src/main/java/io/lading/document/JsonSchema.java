package io.lading.document;

import java.util.LinkedHashSet;
import java.util.Set;

/** Makes the JSON Schema (draft 2020-12) of a document type out of its records, so that the two cannot differ. */
final class JsonSchema {
    private static final String DECIMAL = "{ \"type\": \"number\" }";
    private static final String MOMENT =
            "{ \"type\": \"string\", \"pattern\": \"^\\\\d{4}-\\\\d{2}-\\\\d{2}(T\\\\d{2}:\\\\d{2}(:\\\\d{2})?(Z|[+-]\\\\d{2}:\\\\d{2})?)?$\" }";

    private final StringBuilder out = new StringBuilder();

    static String of(Shape document) {
        JsonSchema schema = new JsonSchema();
        schema.write(document);
        return schema.out.toString();
    }

    private void write(Shape document) {
        line(0, "{");
        line(1, "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",");
        line(1, "\"$id\": \"urn:lading:document:" + document.name() + "\",");
        line(1, "\"title\": \"" + document.name() + "\",");
        writeObject(document, 1, true);
        line(1, ",");
        line(1, "\"$defs\": {");
        String comma = "";
        for (Shape shape : used(document)) {
            if (!comma.isEmpty()) {
                line(2, comma);
            }
            line(2, "\"" + shape.name() + "\": {");
            writeObject(shape, 3, false);
            line(2, "}");
            comma = ",";
        }
        line(1, "}");
        line(0, "}");
    }

    private void writeObject(Shape shape, int depth, boolean document) {
        line(depth, "\"type\": \"object\",");
        line(depth, "\"additionalProperties\": false,");
        StringBuilder required = new StringBuilder();
        for (Shape.Field field : shape.fields()) {
            if (field.required()) {
                required.append(required.isEmpty() ? "" : ", ")
                        .append('"')
                        .append(field.name())
                        .append('"');
            }
        }
        if (!required.isEmpty()) {
            line(depth, "\"required\": [" + required + "],");
        }
        line(depth, "\"properties\": {");
        if (document) {
            line(depth + 1, "\"" + DocumentJson.TYPE + "\": { \"const\": \"" + shape.name() + "\" },");
        }
        for (int i = 0; i < shape.fields().size(); i++) {
            Shape.Field field = shape.fields().get(i);
            String comma = i + 1 < shape.fields().size() ? "," : "";
            line(depth + 1, "\"" + field.name() + "\": " + described(field) + comma);
        }
        line(depth, "}");
    }

    private static String described(Shape.Field field) {
        String type =
                switch (field.kind()) {
                    case TEXT -> "{ \"type\": \"string\" }";
                    case DECIMAL -> DECIMAL;
                    case MOMENT -> MOMENT;
                    case RECORD -> reference(field);
                    case TEXTS -> "{ \"type\": \"array\", \"items\": { \"type\": \"string\" } }";
                    case RECORDS -> "{ \"type\": \"array\", \"items\": " + reference(field) + " }";
                };
        return "{ \"description\": \"" + field.meaning().replace("\"", "\\\"") + "\"," + type.substring(1);
    }

    private static String reference(Shape.Field field) {
        return "{ \"$ref\": \"#/$defs/" + field.shape().name() + "\" }";
    }

    private static Set<Shape> used(Shape document) {
        Set<Shape> found = new LinkedHashSet<>();
        collect(document, found);
        found.remove(document);
        return found;
    }

    private static void collect(Shape shape, Set<Shape> found) {
        if (!found.add(shape)) {
            return;
        }
        for (Shape.Field field : shape.fields()) {
            if (field.record() != null) {
                collect(field.shape(), found);
            }
        }
    }

    private void line(int depth, String text) {
        if (text.equals(",")) {
            out.insert(out.length() - 1, ',');
            return;
        }
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
