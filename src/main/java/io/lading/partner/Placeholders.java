package io.lading.partner;

import io.lading.yaml.Problems;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.ListNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of {@code ${NAME}}: from the environment variable of that name, else from the file's
 * {@code values}, where one value may stand for all environments or one for each.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final PartnerContext context;
    private final MapNode values;
    private final Problems problems;
    private final Map<String, String> used = new TreeMap<>();

    private Placeholders(PartnerContext context, MapNode values, Problems problems) {
        this.context = context;
        this.values = values;
        this.problems = problems;
    }

    /** A file with its values in place, and which were used. */
    record Resolved(MapNode root, Map<String, String> used) {}

    static Resolved resolve(MapNode root, PartnerContext context, Problems problems) {
        MapNode values = root.map("values");
        MapNode none = new MapNode(Map.of(), Map.of(), root.place());
        Placeholders placeholders = new Placeholders(context, values == null ? none : values, problems);
        MapNode out = placeholders.replaceMap(root, Set.of("values", EnvironmentBlock.KEY));
        return new Resolved(out, Map.copyOf(placeholders.used));
    }

    private YamlNode replace(YamlNode node) {
        if (node instanceof TextNode text) {
            return replaceText(text);
        }
        if (node instanceof ListNode list) {
            List<YamlNode> items = new ArrayList<>();
            list.items().forEach(item -> items.add(replace(item)));
            return new ListNode(List.copyOf(items), list.place());
        }
        return replaceMap((MapNode) node, Set.of());
    }

    private MapNode replaceMap(MapNode map, Set<String> except) {
        Map<String, YamlNode> replaced = new LinkedHashMap<>();
        map.values().forEach((key, value) -> replaced.put(key, except.contains(key) ? value : replace(value)));
        return new MapNode(replaced, map.keyPlaces(), map.place());
    }

    private TextNode replaceText(TextNode text) {
        if (!text.value().contains("${")) {
            return text;
        }
        Matcher matcher = PLACEHOLDER.matcher(text.value());
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = value(name);
            if (value == null) {
                report(text, name);
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        matcher.appendTail(out);
        return new TextNode(out.toString(), text.quoted(), text.place());
    }

    private void report(TextNode text, String name) {
        String nearest =
                values.has(name) ? "" : Problems.nearest(name, values.values().keySet());
        String hint = nearest.isEmpty() ? "" : " Did you mean '${" + nearest + "}'?";
        problems.add(
                text.place(),
                "The value ${" + name + "} is not set for the environment '"
                        + context.environment().word()
                        + "'. Add it under 'values:' in this file, or set the environment variable "
                        + name + (context.permitted().isVariable(name) ? "." : notPermitted()) + hint);
    }

    private String notPermitted() {
        return ", which security.variables in lading.yaml must permit (now: "
                + String.join(", ", context.permitted().variables()) + ").";
    }

    private @Nullable String value(String name) {
        String value = context.variable(name).orElse(fromFile(name));
        if (value != null) {
            used.put(name, value);
        }
        return value;
    }

    private @Nullable String fromFile(String name) {
        MapNode perEnvironment = values.map(name);
        if (perEnvironment != null) {
            return perEnvironment.text(context.environment().word());
        }
        return values.text(name);
    }
}
