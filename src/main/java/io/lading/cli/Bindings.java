package io.lading.cli;

import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Translation;
import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.yaml.Problems;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The maps a verb needs, loaded without those it does not. */
final class Bindings {
    private final MapRegistry registry;

    private Bindings(MapRegistry registry) {
        this.registry = registry;
    }

    /** @param ids which maps to load; loading a Smooks map takes a second, a binding a few milliseconds */
    static Bindings load(Predicate<String> ids) {
        MapRegistry registry = MapRegistry.of(Home.folder().resolve("mappings"));
        MapRegistry.Report report = registry.refresh(ids);
        if (!report.isClean()) {
            StringBuilder problems = new StringBuilder("The maps cannot be used:");
            report.problems().forEach(problem -> problems.append("\n  ").append(problem));
            report.refused().forEach(refused -> refused.problems()
                    .forEach(problem -> problems.append("\n  ").append(problem)));
            throw new WrongUseException(problems.toString());
        }
        return new Bindings(registry);
    }

    /** The bindings of X12 and EDIFACT. */
    static Bindings ofEdi() {
        return load(Bindings::isEdi);
    }

    static boolean isEdi(String id) {
        for (Standard standard : Standard.values()) {
            if (id.startsWith(prefix(standard))) {
                return true;
            }
        }
        return false;
    }

    /** Maps of a standard stand in a folder of its name. */
    private static String prefix(Standard standard) {
        return standard.name().toLowerCase(Locale.ROOT) + "/";
    }

    Lookups lookups() {
        return registry.lookups();
    }

    Optional<LoadedMap> map(String id) {
        return registry.find(id);
    }

    /** A binding with an agreement's differences. */
    Optional<LoadedMap> overlaid(String id, Path overlay, Problems problems) {
        return registry.overlaid(id, overlay, problems);
    }

    List<String> ids() {
        return registry.all().stream().map(LoadedMap::id).toList();
    }

    /** Reads a set by the bindings for it; empty if there are none. */
    Optional<Translation> read(Standard standard, EdiSource source) {
        return registry.read(standard, source, registry.lookups());
    }

    /** The bindings that read such a set. */
    List<LoadedMap> readers(Standard standard, String release, String setType) {
        return registry.reading(standard, release, setType);
    }

    /** The bindings that write a document of this type in a standard, the usual one first. */
    List<LoadedMap> writers(Standard standard, String documentType) {
        return registry.all().stream()
                .filter(map -> map.outbound().orElse(null) instanceof OutboundMap.OfSegments)
                .filter(map -> map.standard().filter(standard::equals).isPresent())
                .filter(map -> map.documentType().equals(documentType))
                .sorted(Comparator.comparing(map -> !map.isUsual()))
                .toList();
    }
}
