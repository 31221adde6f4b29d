package io.lading.routing;

import io.lading.mapping.registry.LoadedMap;
import io.lading.mapping.registry.MapRegistry;
import io.lading.mapping.registry.MappingFiles;
import io.lading.routing.plan.Proposals;
import io.lading.routing.process.Knowledge;
import io.lading.schema.SchemaCatalog;
import io.lading.yaml.Problems;
import io.lading.yaml.Problems.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Mappings read from folders, today's and others; what is compiled for a proposal is let go of with it. */
final class ProposedMappings implements Proposals {
    private final SchemaCatalog schemas;
    private final MapRegistry maps;
    private final LookupsInForce lookups;

    ProposedMappings(SchemaCatalog schemas, MapRegistry maps, LookupsInForce lookups) {
        this.schemas = schemas;
        this.maps = maps;
        this.lookups = lookups;
    }

    @Override
    public Mappings today() {
        return mappings(0, schemas, maps.asItIs(), lookups.current(), List.of());
    }

    @Override
    public Mappings read(Path folder) {
        return read(0, folder, lookups.current());
    }

    /** As they were kept, with the lookup tables of their time. */
    static Mappings kept(long id, Path folder) {
        LookupTables tables = Files.isDirectory(folder.resolve(LookupTables.FOLDER))
                ? LookupTables.of(MappingFiles.read(folder, LookupTables.FOLDER, new Problems()))
                : LookupTables.NONE;
        return read(id, folder, tables);
    }

    /** @param id of the knowledge they will be part of; 0 if that is not kept */
    private static Mappings read(long id, Path folder, LookupTables tables) {
        Problems problems = new Problems();
        SchemaCatalog catalog = SchemaCatalog.load(folder, problems);
        MapRegistry registry = MapRegistry.of(folder);
        MapRegistry.Report report = registry.refresh();
        List<Problem> all = new ArrayList<>(problems.list());
        all.addAll(report.problems());
        report.refused().forEach(refused -> all.addAll(refused.problems()));
        return mappings(id, catalog, registry.asItIs(), tables, all);
    }

    private static Mappings mappings(
            long id, SchemaCatalog catalog, MapRegistry registry, LookupTables tables, List<Problem> problems) {
        CatalogGuides guides = new CatalogGuides(catalog);
        RegisteredMaps registered = new RegisteredMaps(registry, tables);
        return new Mappings(
                registry.all().stream().map(LoadedMap::id).collect(Collectors.toSet()),
                catalog.ids(),
                agreement -> AgreementRules.problems(agreement, catalog, registry),
                problems,
                community -> new Knowledge(id, community, guides, registered));
    }
}
