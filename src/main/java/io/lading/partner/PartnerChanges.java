package io.lading.partner;

import io.lading.partner.PartnerChange.Kind;
import io.lading.security.PasswordHash;
import io.lading.security.Secret;
import io.lading.security.SecretReference;
import io.lading.security.TokenHash;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.ListNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares partner files by what they mean: keys and named entries, whatever their order and layout. */
final class PartnerChanges {
    /** What an entry of a list is known by, the first that it has; an agreement without a name by what it is about. */
    private static final List<String> NAMES = List.of("name", "id");

    private static final Set<String> SECRET_KEYS = Set.of(
            "token",
            "bearer",
            "password",
            "secret",
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-api-key",
            "api-key");

    private static final int LONGEST = 160;

    private static final String TABLE = ".csv";
    private static final String ROW = "row";
    private static final int MOST_ROWS = 100;

    private final List<PartnerChange> changes = new ArrayList<>();

    private PartnerChanges() {}

    /** All differences, by file and in the order of the files' keys. */
    static List<PartnerChange> between(PartnerFiles before, PartnerFiles after) {
        PartnerChanges comparison = new PartnerChanges();
        Set<String> paths = new TreeSet<>(before.paths());
        paths.addAll(after.paths());
        paths.forEach(path -> comparison.file(path, before, after));
        return List.copyOf(comparison.changes);
    }

    private void file(String path, PartnerFiles before, PartnerFiles after) {
        boolean is = before.has(path);
        boolean willBe = after.has(path);
        if (is && willBe && Arrays.equals(before.content(path), after.content(path))) {
            return;
        }
        if (is && willBe && path.endsWith(TABLE)) {
            rows(path, before.text(path), after.text(path));
            return;
        }
        boolean described = path.endsWith(".yaml") && !path.contains("/");
        if (!described) {
            changes.add(new PartnerChange(!is ? Kind.ADDED : willBe ? Kind.CHANGED : Kind.REMOVED, path, "", "", ""));
            return;
        }
        String partner = path.substring(0, path.length() - ".yaml".length());
        compare(partner, "", is ? read(path, before) : null, willBe ? read(path, after) : null);
    }

    /** The rows of a lookup table that come and go; beyond so many, how many more. */
    private void rows(String path, String before, String after) {
        List<String> was = before.lines().map(String::strip).toList();
        List<String> is = after.lines().map(String::strip).toList();
        List<PartnerChange> rows = new ArrayList<>();
        was.stream()
                .filter(row -> !is.contains(row))
                .forEach(row -> rows.add(new PartnerChange(Kind.REMOVED, path, ROW, row, "")));
        is.stream()
                .filter(row -> !was.contains(row))
                .forEach(row -> rows.add(new PartnerChange(Kind.ADDED, path, ROW, "", row)));
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            String many = rows.isEmpty() ? "the same rows otherwise" : rows.size() + " rows";
            changes.add(new PartnerChange(Kind.CHANGED, path, "", "", many));
            return;
        }
        changes.addAll(rows);
    }

    private static MapNode read(String path, PartnerFiles files) {
        return YamlFile.read(path, files.text(path), new Problems());
    }

    private void compare(String partner, String where, @Nullable YamlNode before, @Nullable YamlNode after) {
        if (before == null || after == null) {
            Kind kind = before == null ? Kind.ADDED : Kind.REMOVED;
            changes.add(new PartnerChange(kind, partner, where, shown(where, before), shown(where, after)));
            return;
        }
        Map<String, YamlNode> was = entries(before);
        Map<String, YamlNode> is = entries(after);
        if (was.isEmpty() || is.isEmpty()) {
            if (!plain(before).equals(plain(after))) {
                changes.add(new PartnerChange(Kind.CHANGED, partner, where, shown(where, before), shown(where, after)));
            }
            return;
        }
        Set<String> keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(is.keySet());
        for (String key : keys) {
            compare(partner, where.isEmpty() ? key : where + "." + key, was.get(key), is.get(key));
        }
    }

    /** What is inside by name; nothing for a scalar and for a list whose entries have no names. */
    private static Map<String, YamlNode> entries(YamlNode node) {
        if (node instanceof MapNode map) {
            return map.values();
        }
        Map<String, YamlNode> named = new LinkedHashMap<>();
        if (node instanceof ListNode list) {
            for (YamlNode item : list.items()) {
                String name = name(item);
                if (name == null || named.put(name, item) != null) {
                    return Map.of();
                }
            }
        }
        return named;
    }

    private static @Nullable String name(YamlNode item) {
        if (item instanceof MapNode map) {
            for (String key : NAMES) {
                if (map.text(key) != null) {
                    return map.text(key);
                }
            }
            for (String direction : List.of("receives", "sends")) {
                if (map.text(direction) != null) {
                    return direction + "-" + map.text(direction, "").toLowerCase(Locale.ROOT);
                }
            }
        }
        return null;
    }

    /** The whole text, for comparing only: also of what is not shown. */
    private static String plain(YamlNode node) {
        if (node instanceof TextNode text) {
            return text.value();
        }
        if (node instanceof ListNode list) {
            return list.items().stream().map(PartnerChanges::plain).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((MapNode) node)
                .values().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + plain(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String shown(String where, @Nullable YamlNode node) {
        String key = where.substring(where.lastIndexOf('.') + 1);
        String text = node == null ? "" : text(key, node);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String text(String key, YamlNode node) {
        if (node instanceof TextNode text) {
            return isSecret(key, text.value()) ? Secret.MASK : text.value();
        }
        if (node instanceof ListNode list) {
            return list.items().stream().map(item -> text(key, item)).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((MapNode) node)
                .values().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + text(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A secret that was written where a reference or a hash belongs: it is refused, and must not be said back either. */
    private static boolean isSecret(String key, String value) {
        boolean held = SecretReference.parse(value).isPresent()
                || TokenHash.parse(value).isPresent()
                || PasswordHash.parse(value).isPresent();
        return !held && (SECRET_KEYS.contains(key.toLowerCase(Locale.ROOT)) || value.contains("PRIVATE KEY"));
    }
}
