package io.lading.schema;

import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A partner's implementation guide, as differences from a base schema:
 *
 * <pre>
 * guide: globex-850
 * for: x12/004010/850
 * rules:
 *   REF DP: mandatory                      # a REF whose first element is DP must be there
 *   PO1/SDQ: { max: 10 }
 *   FOB: forbidden
 *   BEG02: { codes: [SA, NE] }             # only these
 *   BEG03: { length: 1-30 }
 *   IT8: { after: N9, use: optional }      # a segment that the standard does not have there
 * </pre>
 *
 * @param name what the guide is called
 * @param schema the base it is for: standard, release and set
 * @param text what was read, so that versions can be told apart
 */
public record Overlay(String name, String schema, List<Rule> rules, String text) {
    private static final Set<String> KEYS = Set.of("guide", "for", "rules", "description");
    private static final Set<String> RULE_KEYS = Set.of("use", "max", "length", "codes", "addCodes", "after");
    private static final Pattern LENGTH = Pattern.compile("(?:(\\d{1,6})-)?(\\d{1,6})");

    /** Whether something must, may or must not be sent. */
    public enum Use {
        MANDATORY,
        OPTIONAL,
        FORBIDDEN
    }

    /**
     * One difference.
     *
     * @param target a segment ({@code PO1/SDQ}), a segment with a qualifier ({@code REF DP}) or an element ({@code BEG03})
     * @param most how often a segment or loop may come
     * @param shortest of an element
     * @param longest of an element
     * @param codes the only codes of an element; empty for no limit
     * @param moreCodes codes allowed besides the standard's
     * @param after the segment behind which a new one stands
     */
    public record Rule(
            String target,
            Place place,
            @Nullable Use use,
            @Nullable Integer most,
            @Nullable Integer shortest,
            @Nullable Integer longest,
            Set<String> codes,
            Set<String> moreCodes,
            @Nullable String after) {}

    /** Reads a guide's file; what is wrong with it is added to the problems and left out. */
    public static Overlay read(Path file, Problems problems) {
        return read(YamlFile.read(file, problems), problems);
    }

    /** Reads a guide from text, named for messages. */
    public static Overlay read(String name, String text, Problems problems) {
        return read(YamlFile.read(name, text, problems), problems);
    }

    private static Overlay read(MapNode root, Problems problems) {
        problems.unknownKeys(root, KEYS);
        List<Rule> rules = new ArrayList<>();
        MapNode map = root.map("rules");
        if (map == null) {
            problems.add(root.place(), "Expected 'rules', a map of segments and elements to what differs.");
        } else {
            map.values().forEach((target, node) -> {
                Place place = map.keyPlaces().getOrDefault(target, map.place());
                Rule rule = rule(target, place, node, problems);
                if (rule != null) {
                    rules.add(rule);
                }
            });
        }
        return new Overlay(root.text("guide", ""), root.text("for", ""), List.copyOf(rules), rules.toString());
    }

    private static @Nullable Rule rule(String target, Place place, YamlNode node, Problems problems) {
        if (node instanceof TextNode text) {
            Use use = use(text, problems);
            return use == null ? null : new Rule(target, place, use, null, null, null, Set.of(), Set.of(), null);
        }
        if (!(node instanceof MapNode map)) {
            problems.add(place, "Expected mandatory, optional, forbidden, or a map such as { max: 10 }.");
            return null;
        }
        problems.unknownKeys(map, RULE_KEYS);
        Use use = map.get("use") instanceof TextNode text ? use(text, problems) : null;
        Matcher length = LENGTH.matcher(map.text("length", "0"));
        if (!length.matches()) {
            problems.add(place, "'" + map.text("length") + "' is no length; write 20 or 1-20.");
            return null;
        }
        Integer shortest = length.group(1) == null ? null : Integer.valueOf(length.group(1));
        Integer longest = map.has("length") ? Integer.valueOf(length.group(2)) : null;
        return new Rule(
                target,
                place,
                use,
                number(map, "max", problems),
                shortest,
                longest,
                texts(map, "codes"),
                texts(map, "addCodes"),
                map.text("after"));
    }

    private static @Nullable Use use(TextNode text, Problems problems) {
        return switch (text.value()) {
            case "mandatory" -> Use.MANDATORY;
            case "optional" -> Use.OPTIONAL;
            case "forbidden" -> Use.FORBIDDEN;
            default -> {
                problems.add(
                        text.place(),
                        "'" + text.value() + "' is no use."
                                + Problems.didYouMean(text.value(), Set.of("mandatory", "optional", "forbidden")));
                yield null;
            }
        };
    }

    private static @Nullable Integer number(MapNode map, String key, Problems problems) {
        YamlNode node = map.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof TextNode text && text.value().matches("[1-9]\\d{0,6}")) {
            return Integer.valueOf(text.value());
        }
        problems.add(node.place(), "'" + key + "' must be a whole number from 1 on.");
        return null;
    }

    private static Set<String> texts(MapNode map, String key) {
        Set<String> texts = new LinkedHashSet<>();
        for (YamlNode node : map.list(key)) {
            if (node instanceof TextNode text) {
                texts.add(text.value());
            }
        }
        return Set.copyOf(texts);
    }
}
