package io.lading.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file: a map, a list or a scalar text, and where it stands. Scalars are never interpreted as types. */
public sealed interface YamlNode {

    Place place();

    /**
     * Keys in the order they were written.
     *
     * @param values by key
     * @param keyPlaces where each key stands
     */
    record MapNode(Map<String, YamlNode> values, Map<String, Place> keyPlaces, Place place) implements YamlNode {

        public @Nullable YamlNode get(String key) {
            return values.get(key);
        }

        public boolean has(String key) {
            return values.containsKey(key);
        }

        /** The scalar under a key, or null if there is none (a map or list there counts as none). */
        public @Nullable String text(String key) {
            return values.get(key) instanceof TextNode text ? text.value() : null;
        }

        public String text(String key, String otherwise) {
            String value = text(key);
            return value == null ? otherwise : value;
        }

        /** The list under a key; one scalar or map counts as a list of one; nothing is the empty list. */
        public List<YamlNode> list(String key) {
            YamlNode node = values.get(key);
            if (node == null) {
                return List.of();
            }
            return node instanceof ListNode list ? list.items() : List.of(node);
        }

        public @Nullable MapNode map(String key) {
            return values.get(key) instanceof MapNode map ? map : null;
        }
    }

    record ListNode(List<YamlNode> items, Place place) implements YamlNode {}

    /** @param quoted true if the scalar was written in quotes, so that {@code "null"} and {@code null} can be told apart */
    record TextNode(String value, boolean quoted, Place place) implements YamlNode {}
}
