package io.lading.mapping.registry;

import io.lading.mapping.Lookups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs a map's cases: {@code cases/<name>/} holds {@code input.*} and what the map makes of it, {@code expected.*},
 * {@code findings.txt} if anything is to be found, and for bindings {@code written.edi} if they do not write back just what
 * they read, and {@code lineage.txt} where that file is kept. Stateless.
 */
public final class MapCases {

    private static final Set<String> GENERATED = Set.of(MapCase.FINDINGS, MapCase.WRITTEN, MapCase.LINEAGE);

    private MapCases() {}

    /**
     * What a case came to.
     *
     * @param name the map's id and the case's folder
     * @param differences empty if all is as expected
     */
    public record Result(String name, List<String> differences) {}

    /** Runs all cases of a map in the order of their names. */
    public static List<Result> run(LoadedMap map, Lookups lookups) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Path folder : folders(map)) {
            Map<String, String> expected = expected(folder);
            Map<String, String> actual = produce(map, lookups, folder);
            keepLineageOnlyWhereAsked(actual, expected.keySet());
            List<String> differences = new ArrayList<>();
            TreeSet<String> names = new TreeSet<>(actual.keySet());
            names.addAll(expected.keySet());
            for (String name : names) {
                String difference = TextDifference.of(expected.getOrDefault(name, ""), actual.getOrDefault(name, ""));
                if (!difference.isEmpty()) {
                    differences.add(folder.resolve(name) + "\n" + difference);
                }
            }
            results.add(new Result(map.id() + " " + folder.getFileName(), differences));
        }
        return results;
    }

    /** Writes down what the map makes of each input as what is expected from now on. */
    public static void update(LoadedMap map, Lookups lookups) throws IOException {
        for (Path folder : folders(map)) {
            Map<String, String> actual = produce(map, lookups, folder);
            keepLineageOnlyWhereAsked(actual, expected(folder).keySet());
            for (String stale : expected(folder).keySet()) {
                if (!actual.containsKey(stale)) {
                    Files.delete(folder.resolve(stale));
                }
            }
            for (Map.Entry<String, String> file : actual.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    /** An empty lineage.txt in a case asks for it to be written and watched. */
    private static void keepLineageOnlyWhereAsked(Map<String, String> actual, Set<String> kept) {
        if (!kept.contains(MapCase.LINEAGE)) {
            actual.remove(MapCase.LINEAGE);
        }
    }

    private static List<Path> folders(LoadedMap map) throws IOException {
        Path cases = map.folder().resolve("cases");
        if (!Files.isDirectory(cases)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(cases)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Map<String, String> produce(LoadedMap map, Lookups lookups, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path input = files.filter(file -> file.getFileName().toString().startsWith("input."))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The case " + folder + " has no input.*; add one."));
            return MapCase.run(map, lookups, input.getFileName().toString(), Files.readAllBytes(input));
        }
    }

    private static Map<String, String> expected(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("expected.") || GENERATED.contains(name)) {
                    found.put(name, Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }
}
