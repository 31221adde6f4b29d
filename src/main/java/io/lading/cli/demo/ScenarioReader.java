package io.lading.cli.demo;

import io.lading.cli.demo.Scenario.Expected;
import io.lading.cli.demo.Scenario.Role;
import io.lading.cli.demo.Scenario.Step;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.Shape;
import io.lading.yaml.Shape.Fields;
import io.lading.yaml.ShapeCheck;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode;
import io.lading.yaml.YamlNode.MapNode;
import io.lading.yaml.YamlNode.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code scenario.yaml}. Everything wrong with it goes to {@link Problems}. */
final class ScenarioReader {
    private static final Fields ROLE = Shape.fields(
            "A partner's system that the demo plays.",
            Shape.required("url", Shape.text("The variable of the partner files that holds its web address.")),
            Shape.optional("token", Shape.text("The variable that holds the hash of its token, if it posts.")),
            Shape.required("takes", Shape.items(Shape.text("An address below its web address."))),
            Shape.optional("answers", Shape.text("What it answers; {count} is how many it took.")),
            Shape.optional(
                    "acknowledges", Shape.flag("true if it posts a 997 or CONTRL back for each thing it takes.")));
    private static final Fields EXPECTED = Shape.fields(
            "Something that must arrive.",
            Shape.required("at", Shape.text("partner/address")),
            Shape.optional("is", Shape.text("A file with lines that must stand in it, in this order.")),
            Shape.optional("holds", Shape.items(Shape.text("What must stand in it, in this order."))));
    private static final Fields STEP = Shape.fields(
            "One thing that happens.",
            Shape.required("tell", Shape.text("What it is, for people.")),
            Shape.optional("post", Shape.text("The file that is posted.")),
            Shape.optional("send", Shape.text("The file that a twin sends.")),
            Shape.optional("by", Shape.text("The partner that posts; or the connection by which a twin sends.")),
            Shape.optional("drop", Shape.text("The file that is dropped.")),
            Shape.optional("into", Shape.text("The variable of the folder it is dropped into.")),
            Shape.optional("number", Shape.text("The order by which something dropped is found again.")),
            Shape.optional("answered", Shape.flag("The partner's acknowledgement must find what it answers.")),
            Shape.optional("refused", Shape.text("The standing that the hub must give it.")),
            Shape.optional("expect", Shape.items(EXPECTED)));
    private static final Fields FILE = Shape.fields(
            "A story for ./lading demo.",
            Shape.required("scenario", Shape.text("Its name.")),
            Shape.required("title", Shape.text("What it shows.")),
            Shape.optional("partners", Shape.named("By name.", ROLE)),
            Shape.optional("twins", Shape.items(Shape.text("A partner that is played on all its connections."))),
            Shape.optional("folders", Shape.named("By variable.", Shape.text("A folder below the hub's data."))),
            Shape.required("steps", Shape.items(STEP)),
            Shape.optional("nothingMore", Shape.items(Shape.text("partner/address"))));

    private final Path folder;
    private final Problems problems;

    private ScenarioReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    static Scenario read(Path folder, Problems problems) {
        MapNode root = YamlFile.read(folder.resolve("scenario.yaml"), problems);
        ShapeCheck.check("scenario.yaml", root, FILE, problems);
        return new ScenarioReader(folder, problems).scenario(root);
    }

    private Scenario scenario(MapNode root) {
        List<Role> roles = new ArrayList<>();
        MapNode partners = root.map("partners");
        if (partners != null) {
            partners.values().forEach((name, node) -> {
                if (node instanceof MapNode map) {
                    roles.add(role(name, map));
                }
            });
        }
        return new Scenario(
                folder,
                root.text("scenario", ""),
                root.text("title", ""),
                List.copyOf(roles),
                texts(root, "twins"),
                texts(root.map("folders")),
                maps(root, "steps").map(this::step).toList(),
                texts(root, "nothingMore"));
    }

    private Role role(String name, MapNode map) {
        return new Role(
                name,
                map.text("url", ""),
                map.text("token", ""),
                texts(map, "takes"),
                map.text("answers", ""),
                map.text("acknowledges", "false").equals("true"));
    }

    private Step step(MapNode map) {
        if (map.has("send") && map.text("by", "").contains("/")) {
            return step(map, "send");
        }
        boolean posted = map.has("post");
        if (posted != map.has("by") || posted == map.has("drop") || map.has("drop") != map.has("into")) {
            problems.add(map.place(), "A step either posts a file by a partner, or drops one into a folder.");
        }
        return step(map, posted ? "post" : "drop");
    }

    private Step step(MapNode map, String file) {
        return new Step(
                map.text("tell", ""),
                file(map, file),
                map.text("by", ""),
                map.text("into", ""),
                map.text("number", ""),
                map.text("refused", ""),
                map.text("answered", "false").equals("true"),
                maps(map, "expect").map(this::expected).toList());
    }

    private Expected expected(MapNode map) {
        String at = map.text("at", "");
        if (map.has("holds")) {
            return new Expected(at, texts(map, "holds"), map.place().toString());
        }
        Path file = file(map, "is");
        return new Expected(at, lines(file), file.toString());
    }

    private List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
        } catch (IOException | UncheckedIOException e) {
            problems.add(Place.of(file.toString()), "The file cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private Path file(MapNode map, String key) {
        Path file = folder.resolve(map.text(key, "")).normalize();
        if (!Files.isRegularFile(file)) {
            Place place = map.keyPlaces().getOrDefault(key, map.place());
            problems.add(place, "There is no file " + file + ".");
        }
        return file;
    }

    private static Stream<MapNode> maps(MapNode map, String key) {
        return map.list(key).stream().filter(MapNode.class::isInstance).map(MapNode.class::cast);
    }

    private static List<String> texts(MapNode map, String key) {
        return map.list(key).stream()
                .filter(TextNode.class::isInstance)
                .map(node -> ((TextNode) node).value())
                .toList();
    }

    private static Map<String, String> texts(@Nullable MapNode map) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map != null) {
            for (Map.Entry<String, YamlNode> entry : map.values().entrySet()) {
                texts.put(entry.getKey(), map.text(entry.getKey(), ""));
            }
        }
        return texts;
    }
}
