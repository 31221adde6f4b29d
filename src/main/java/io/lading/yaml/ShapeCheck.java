package io.lading.yaml;

import io.lading.yaml.Shape.Choice;
import io.lading.yaml.Shape.Either;
import io.lading.yaml.Shape.Field;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.Shape.Items;
import io.lading.yaml.Shape.Kind;
import io.lading.yaml.Shape.Named;
import io.lading.yaml.Shape.Scalar;
import io.lading.yaml.YamlNode.ListNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.Map;

/** Reports where a node does not have the shape it should: unknown and missing keys, values of the wrong kind. */
public final class ShapeCheck {
    private final Problems problems;

    private ShapeCheck(Problems problems) {
        this.problems = problems;
    }

    /** Checks a node, called {@code name} in messages, and all below it; what is wrong goes to the problems. */
    public static void check(String name, YamlNode node, Shape shape, Problems problems) {
        new ShapeCheck(problems).check(name, node, shape);
    }

    private void check(String name, YamlNode node, Shape shape) {
        if (shape instanceof Scalar scalar) {
            checkScalar(name, node, scalar);
        } else if (shape instanceof Choice choice) {
            checkChoice(name, node, choice);
        } else if (shape instanceof Fields fields) {
            checkFields(name, node, fields);
        } else if (shape instanceof Named named) {
            checkNamed(name, node, named);
        } else if (shape instanceof Items items) {
            checkItems(name, node, items);
        } else if (shape instanceof Either either) {
            check(name, node, node instanceof MapNode ? either.map() : either.scalar());
        }
    }

    private void checkScalar(String name, YamlNode node, Scalar scalar) {
        if (!(node instanceof TextNode text)) {
            wrong(name, expected(scalar.kind()), node);
            return;
        }
        if (!fits(scalar.kind(), text.value())) {
            wrong(name, expected(scalar.kind()), node);
        }
    }

    private void checkChoice(String name, YamlNode node, Choice choice) {
        if (node instanceof TextNode text && choice.words().contains(text.value())) {
            return;
        }
        String nearest = node instanceof TextNode text ? Problems.nearest(text.value(), choice.words()) : "";
        String hint = nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?";
        problems.add(
                node.place(),
                "'" + name + "' expects one of " + String.join(", ", choice.words()) + "; found " + found(node) + "."
                        + hint);
    }

    private void checkFields(String name, YamlNode node, Fields fields) {
        if (!(node instanceof MapNode map)) {
            wrong(name, "keys and values (" + String.join(", ", fields.keys()) + ")", node);
            return;
        }
        problems.unknownKeys(map, fields.keys());
        for (Field field : fields.fields()) {
            YamlNode value = map.get(field.key());
            if (value != null && isLeftEmpty(value, field)) {
                continue;
            }
            if (value != null) {
                check(field.key(), value, field.shape());
            } else if (field.required()) {
                problems.add(
                        map.place(),
                        "'" + name + "' lacks the key '" + field.key() + "': "
                                + field.shape().description());
            }
        }
    }

    /** A heading such as {@code agreements:} with nothing below it yet. */
    private static boolean isLeftEmpty(YamlNode value, Field field) {
        boolean empty = value instanceof TextNode text && text.value().isEmpty() && !text.quoted();
        boolean heading =
                field.shape() instanceof Items || field.shape() instanceof Named || field.shape() instanceof Fields;
        return empty && heading && !field.required();
    }

    private void checkNamed(String name, YamlNode node, Named named) {
        if (!(node instanceof MapNode map)) {
            wrong(name, "names, each with its value", node);
            return;
        }
        for (Map.Entry<String, YamlNode> entry : map.values().entrySet()) {
            check(entry.getKey(), entry.getValue(), named.of());
        }
    }

    private void checkItems(String name, YamlNode node, Items items) {
        if (node instanceof ListNode list) {
            list.items().forEach(item -> check(name, item, items.of()));
            return;
        }
        check(name, node, items.of());
    }

    private void wrong(String name, String expected, YamlNode node) {
        problems.add(node.place(), "'" + name + "' expects " + expected + "; found " + found(node) + ".");
    }

    private static String found(YamlNode node) {
        if (node instanceof TextNode text) {
            return text.value().isEmpty() ? "nothing" : "'" + text.value() + "'";
        }
        return node instanceof ListNode ? "a list" : "keys and values";
    }

    private static boolean fits(Kind kind, String value) {
        return switch (kind) {
            case TEXT -> !value.isEmpty();
            case WHOLE_NUMBER -> isWholeNumber(value);
            case NUMBER -> isNumber(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case DURATION -> Durations.parse(value).isPresent();
            case SIZE -> Sizes.parse(value).isPresent();
        };
    }

    private static boolean isWholeNumber(String value) {
        return !value.isEmpty() && value.length() <= 9 && Durations.leadingDigits(value) == value.length();
    }

    private static boolean isNumber(String value) {
        int whole = Durations.leadingDigits(value);
        if (whole == 0 || whole == value.length()) {
            return whole > 0 && whole <= 9;
        }
        String fraction = value.substring(whole + 1);
        return value.charAt(whole) == '.' && isWholeNumber(fraction);
    }

    private static String expected(Kind kind) {
        return switch (kind) {
            case TEXT -> "a text";
            case WHOLE_NUMBER -> "a whole number";
            case NUMBER -> "a number such as 2 or 0.2";
            case FLAG -> "true or false";
            case DURATION -> Durations.EXPECTED;
            case SIZE -> Sizes.EXPECTED;
        };
    }
}
