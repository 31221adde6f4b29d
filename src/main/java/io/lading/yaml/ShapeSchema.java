package io.lading.yaml;

import io.lading.yaml.Shape.Choice;
import io.lading.yaml.Shape.Either;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.Shape.Items;
import io.lading.yaml.Shape.Kind;
import io.lading.yaml.Shape.Named;
import io.lading.yaml.Shape.Scalar;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says a {@link Shape} as JSON Schema (draft 2020-12), so that editors complete and check our YAML files. */
public final class ShapeSchema {

    /** A map with fewer keys is written where it is used, even if it is used twice. */
    private static final int WORTH_A_NAME = 4;

    /** Maps used more than once, written once under a name: the key they were first found by. */
    private final IdentityHashMap<Fields, String> shared = new IdentityHashMap<>();

    private ShapeSchema() {}

    /** The whole schema document, as maps and lists in the order to be written. */
    public static Map<String, Object> document(String title, Shape shape) {
        ShapeSchema schema = new ShapeSchema();
        schema.share("", shape, new IdentityHashMap<>());
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        out.put("title", title);
        out.putAll(schema.schema(shape));
        Map<String, Object> definitions = new TreeMap<>();
        schema.shared.forEach((fields, name) -> definitions.put(name, schema.written(fields)));
        if (!definitions.isEmpty()) {
            out.put("$defs", definitions);
        }
        return out;
    }

    private void share(String key, Shape shape, IdentityHashMap<Fields, String> seen) {
        if (shape instanceof Fields fields) {
            boolean again = seen.putIfAbsent(fields, key) != null;
            if (again && fields.fields().size() > WORTH_A_NAME && !shared.containsKey(fields)) {
                String name = String.valueOf(seen.get(fields));
                shared.put(fields, shared.containsValue(name) ? name + "-" + shared.size() : name);
            }
            if (!again) {
                fields.fields().forEach(field -> share(field.key(), field.shape(), seen));
            }
        } else if (shape instanceof Named named) {
            share(key, named.of(), seen);
        } else if (shape instanceof Items items) {
            share(key, items.of(), seen);
        } else if (shape instanceof Either either) {
            share(key, either.map(), seen);
        }
    }

    private Map<String, Object> schema(Shape shape) {
        if (shape instanceof Fields fields && shared.containsKey(fields)) {
            return Map.of("$ref", "#/$defs/" + shared.get(fields));
        }
        return written(shape);
    }

    private Map<String, Object> written(Shape shape) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("description", shape.description());
        if (shape instanceof Scalar scalar) {
            scalar(scalar.kind(), out);
        } else if (shape instanceof Choice choice) {
            out.put("enum", choice.words().stream().flatMap(ShapeSchema::word).toList());
        } else if (shape instanceof Fields fields) {
            fields(fields, out);
        } else if (shape instanceof Named named) {
            out.put("type", "object");
            out.put("additionalProperties", schema(named.of()));
        } else if (shape instanceof Items items) {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("type", "array");
            list.put("items", schema(items.of()));
            out.put("anyOf", List.of(schema(items.of()), list));
        } else if (shape instanceof Either either) {
            out.put("anyOf", List.of(schema(either.scalar()), schema(either.map())));
        }
        return out;
    }

    private void fields(Fields fields, Map<String, Object> out) {
        out.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.fields().forEach(field -> properties.put(field.key(), schema(field.shape())));
        out.put("properties", properties);
        List<String> required =
                fields.fields().stream().filter(Field::required).map(Field::key).toList();
        if (!required.isEmpty()) {
            out.put("required", required);
        }
        out.put("additionalProperties", false);
    }

    private static void scalar(Kind kind, Map<String, Object> out) {
        switch (kind) {
            case TEXT -> out.put("type", List.of("string", "number"));
            case WHOLE_NUMBER -> out.put("type", "integer");
            case NUMBER -> out.put("type", "number");
            case FLAG -> out.put("type", "boolean");
            case DURATION -> pattern(out, "^[0-9]+(ms|s|m|h|d)$");
            case SIZE -> pattern(out, "^[0-9]+(B|KB|MB|GB)$");
        }
    }

    private static void pattern(Map<String, Object> out, String pattern) {
        out.put("type", "string");
        out.put("pattern", pattern);
    }

    /** A word such as 997 is a number to an editor's YAML parser, unless it was quoted: both are right. */
    private static Stream<Object> word(String word) {
        boolean digits = Durations.leadingDigits(word) == word.length();
        return digits ? Stream.of(word, Integer.valueOf(word)) : Stream.of(word);
    }
}
