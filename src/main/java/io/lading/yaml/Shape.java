package io.lading.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a file of ours may hold, declared once: {@link ShapeCheck} reports what does not fit, {@link ShapeSchema} tells
 * editors.
 */
public sealed interface Shape {

    String description();

    /** What a scalar's text must be. */
    enum Kind {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        FLAG,
        DURATION,
        SIZE
    }

    /** A single value. */
    record Scalar(Kind kind, String description) implements Shape {}

    /** One of a few words. */
    record Choice(List<String> words, String description) implements Shape {}

    /** A map with known keys. */
    record Fields(List<Field> fields, String description) implements Shape {

        public Set<String> keys() {
            Set<String> keys = new LinkedHashSet<>();
            fields.forEach(field -> keys.add(field.key()));
            return keys;
        }
    }

    /** One key of a map. */
    record Field(String key, Shape shape, boolean required) {}

    /** A map whose keys are names that the author of the file gives. */
    record Named(Shape of, String description) implements Shape {}

    /** A list; one item may stand without brackets. */
    record Items(Shape of, String description) implements Shape {}

    /** A single value, or a map in its place. */
    record Either(Shape scalar, Shape map, String description) implements Shape {}

    static Shape text(String description) {
        return new Scalar(Kind.TEXT, description);
    }

    static Shape flag(String description) {
        return new Scalar(Kind.FLAG, description);
    }

    static Shape wholeNumber(String description) {
        return new Scalar(Kind.WHOLE_NUMBER, description);
    }

    static Shape number(String description) {
        return new Scalar(Kind.NUMBER, description);
    }

    static Shape duration(String description) {
        return new Scalar(Kind.DURATION, description);
    }

    static Shape choice(String description, String... words) {
        return new Choice(List.of(words), description);
    }

    static Shape items(Shape of) {
        return new Items(of, of.description());
    }

    static Shape named(String description, Shape of) {
        return new Named(of, description);
    }

    static Fields fields(String description, Field... fields) {
        return new Fields(List.of(fields), description);
    }

    static Field required(String key, Shape shape) {
        return new Field(key, shape, true);
    }

    static Field optional(String key, Shape shape) {
        return new Field(key, shape, false);
    }
}
