package io.lading.mapping.registry;

import io.lading.document.Shape;
import io.lading.mapping.FieldTables;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.binding.Binding;
import io.lading.mapping.binding.BindingCompiler;
import io.lading.mapping.binding.Structures;
import io.lading.mapping.json.JsonMap;
import io.lading.mapping.smooks.SmooksBeans;
import io.lading.mapping.smooks.SmooksInbound;
import io.lading.mapping.smooks.SmooksOutbound;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Place;
import io.lading.yaml.Problems;
import io.lading.yaml.YamlFile;
import io.lading.yaml.YamlNode.MapNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a map of its folder, or says what is wrong with it. */
final class MapLoader {
    private static final Set<String> KEYS =
            Set.of("id", "kind", "description", "from", "to", "rows", "constants", "decimalMark", "lookups", "usual");

    /** The version of maps that consist of code alone. */
    static final String BUILT_IN = "0".repeat(64);

    private static final String RULES = "binding.yaml";

    private final Path root;
    private final Lookups lookups;
    private final SchemaCatalog schemas;

    MapLoader(Path root, Lookups lookups) {
        this.root = root;
        this.lookups = lookups;
        // Whoever checks a set against a schema says what is wrong with that; maps only ask it for places.
        schemas = SchemaCatalog.onDemand(root, problem -> {});
    }

    /** The map, warmed; null if there are problems. */
    @Nullable
    LoadedMap load(MapFolder folder, String version, Problems problems) {
        int before = problems.list().size();
        MapNode file = YamlFile.read(folder.file(), problems);
        problems.unknownKeys(file, KEYS);
        String id = file.text("id", "");
        String expected = root.relativize(folder.folder()).toString().replace('\\', '/');
        if (!id.equals(expected)) {
            problems.add(file.place(), "The id must be the folder's name, '" + expected + "'; found '" + id + "'.");
        }
        Side from = Side.read(file, "from", problems);
        Side to = Side.read(file, "to", problems);
        Side document = from.document() == null ? to : from;
        Shape shape = document.document() == null ? null : Shape.ofDocument(document.document());
        if (shape == null) {
            problems.add(file.place(), "One side, 'from' or 'to', needs 'document' with a type such as Order.");
            return null;
        }
        LoadedMap map =
                switch (file.text("kind", "")) {
                    case "binding" -> binding(folder, file, shape, version, problems);
                    case "smooks" -> smooks(folder, file, shape, from, to, version, problems);
                    case "json" -> json(folder, file, shape, version);
                    default -> {
                        problems.add(file.place(), "'kind' is binding, smooks or json.");
                        yield null;
                    }
                };
        if (map == null || problems.list().size() > before) {
            return null;
        }
        Warming.warm(map, lookups);
        return map;
    }

    private @Nullable LoadedMap binding(
            MapFolder folder, MapNode file, Shape shape, String version, Problems problems) {
        Path rules = folder.folder().resolve(RULES);
        Binding binding = compiler(folder, problems).compile(YamlFile.read(rules, problems));
        if (binding == null) {
            return null;
        }
        if (!binding.documentType().equals(shape.name())) {
            problems.add(
                    new Place(rules.toString(), 1, 1),
                    "The binding is for " + binding.documentType() + ", map.yaml says " + shape.name() + ".");
        }
        return map(folder, file, LoadedMap.Kind.BINDING, shape, version, binding, binding);
    }

    /** A binding with an agreement's differences; null if there are problems. */
    @Nullable
    LoadedMap overlaid(LoadedMap base, Path overlay, Problems problems) {
        MapFolder folder = new MapFolder(base.folder());
        MapNode rules = YamlFile.read(folder.folder().resolve(RULES), problems);
        MapNode differences = YamlFile.read(overlay, problems);
        if (!base.id().equals(differences.text("overlay"))) {
            problems.add(differences.place(), "Expected 'overlay: " + base.id() + "'.");
        }
        Binding binding = compiler(folder, problems).compile(rules, differences);
        if (binding == null || !problems.isEmpty()) {
            return null;
        }
        String version = base.version() + "+" + MapFolder.hash(overlay, problems);
        return new LoadedMap(
                base.id(),
                LoadedMap.Kind.BINDING,
                base.description(),
                base.documentType(),
                base.folder(),
                version,
                binding,
                binding,
                base.isUsual());
    }

    private BindingCompiler compiler(MapFolder folder, Problems problems) {
        Structures structures = Files.exists(folder.structures())
                ? Structures.read(YamlFile.read(folder.structures(), problems), problems)
                : Structures.NONE;
        return new BindingCompiler(structures, lookups, schemas, problems);
    }

    private @Nullable LoadedMap smooks(
            MapFolder folder, MapNode file, Shape shape, Side from, Side to, String version, Problems problems) {
        FieldTables tables = FieldTables.read(file, shape, lookups, problems);
        if (from.document() == null && from.isEdi()) {
            InboundMap inbound = SmooksBeans.ofSets(folder.folder(), file, shape, tables, schemas, problems);
            return inbound == null ? null : map(folder, file, LoadedMap.Kind.SMOOKS, shape, version, inbound, null);
        }
        if (from.document() == null && !file.has("rows")) {
            InboundMap inbound = SmooksBeans.ofFiles(folder.folder(), file, shape, tables, problems);
            return inbound == null ? null : map(folder, file, LoadedMap.Kind.SMOOKS, shape, version, inbound, null);
        }
        if (from.document() == null) {
            SmooksInbound inbound = SmooksInbound.load(folder.folder(), file, shape, tables, problems);
            return inbound == null ? null : map(folder, file, LoadedMap.Kind.SMOOKS, shape, version, inbound, null);
        }
        SmooksOutbound outbound =
                SmooksOutbound.load(folder.folder(), tables, to.mediaType(), to.extension(), problems);
        return outbound == null ? null : map(folder, file, LoadedMap.Kind.SMOOKS, shape, version, null, outbound);
    }

    private static LoadedMap json(MapFolder folder, MapNode file, Shape shape, String version) {
        JsonMap json = new JsonMap(shape.name());
        return map(folder, file, LoadedMap.Kind.JSON, shape, version, json, json);
    }

    /** Canonical JSON of a document type, for which no folder is needed. */
    static LoadedMap json(Path root, String documentType) {
        String id = "json/" + documentType.toLowerCase(Locale.ROOT);
        JsonMap json = new JsonMap(documentType);
        String description = documentType + " as canonical JSON";
        return new LoadedMap(
                id, LoadedMap.Kind.JSON, description, documentType, root.resolve(id), BUILT_IN, json, json, true);
    }

    private static LoadedMap map(
            MapFolder folder,
            MapNode file,
            LoadedMap.Kind kind,
            Shape shape,
            String version,
            @Nullable InboundMap inbound,
            @Nullable OutboundMap outbound) {
        return new LoadedMap(
                file.text("id", ""),
                kind,
                file.text("description", ""),
                shape.name(),
                folder.folder(),
                version,
                inbound,
                outbound,
                !file.text("usual", "true").equals("false"));
    }

    /** One side of a map: a canonical document, or a format. */
    private record Side(@Nullable String document, String syntax, String mediaType, String extension) {
        private static final Set<String> KEYS =
                Set.of("document", "syntax", "set", "header", "charset", "mediaType", "extension");

        boolean isEdi() {
            return syntax.equals("x12") || syntax.equals("edifact");
        }

        static Side read(MapNode file, String key, Problems problems) {
            MapNode node = file.map(key);
            if (node == null) {
                problems.add(file.place(), "Expected '" + key + "' with 'document' or 'syntax'.");
                return new Side(null, "", "", "");
            }
            problems.unknownKeys(node, KEYS);
            String syntax = node.text("syntax", "").toLowerCase(Locale.ROOT);
            String usual =
                    switch (syntax) {
                        case "xml" -> "application/xml";
                        case "json" -> "application/json";
                        case "csv" -> "text/csv";
                        default -> "text/plain";
                    };
            String extension = syntax.isEmpty() ? "txt" : syntax;
            return new Side(
                    node.text("document"), syntax, node.text("mediaType", usual), node.text("extension", extension));
        }
    }
}
