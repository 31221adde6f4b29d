package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.OutboundMap;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.yaml.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What any binding writes is valid in every release of its standard: the documents of its cases, and those of the other
 * standard's cases, are written and validated as a partner would.
 */
class WrittenSetsTest {
    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));
    private static SchemaCatalog schemas;

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        schemas = SchemaCatalog.load(Path.of("mappings"), new Problems());
    }

    /** Cases that say too little for the other sets of their document: no date, no kind of report, no unit. */
    private static final List<String> TOO_LITTLE =
            List.of("852-inventoryreport", "945-despatchadvice", "940-order", "852-salesreport", "875-order");

    /** A document, and the case it was read from. */
    private record Sample(String origin, Document document) {}

    @TestFactory
    Stream<DynamicTest> everyBindingWritesValidSetsInEveryRelease() throws IOException {
        List<Sample> samples = samples();
        return bindings().flatMap(map -> releases(map).stream()
                .map(release -> DynamicTest.dynamicTest(
                        map.id() + " in " + release, () -> writesValid(map, release, samples))));
    }

    private static Stream<LoadedMap> bindings() {
        return REGISTRY.all().stream().filter(map -> map.kind() == LoadedMap.Kind.BINDING);
    }

    /** D.93A has other segments there: lines of a PRICAT are PIT, an INVRPT knows no PIA. docs/reference/edifact.md says so. */
    private static final Set<String> OF_ANOTHER_SHAPE = Set.of("D.93A PRICAT", "D.93A INVRPT");

    private static List<String> releases(LoadedMap map) {
        Standard standard = map.standard().orElseThrow();
        return schemas.all().stream()
                .filter(schema -> schema.standard() == standard
                        && schema.setType().equals(map.setType().orElseThrow()))
                .map(schema -> standard == Standard.X12
                        ? schema.release()
                        : "D." + schema.release().substring(1).toUpperCase(Locale.ROOT))
                .filter(release ->
                        !OF_ANOTHER_SHAPE.contains(release + " " + map.setType().orElseThrow()))
                .toList();
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (LoadedMap map : bindings().toList()) {
            InboundMap.OfSegments inbound =
                    (InboundMap.OfSegments) map.inbound().orElseThrow();
            try (Stream<Path> files = Files.walk(map.folder().resolve("cases"))) {
                for (Path file : files.filter(
                                path -> path.getFileName().toString().equals("input.edi"))
                        .sorted()
                        .toList()) {
                    EdiSets sets = EdiSets.read(Files.readAllBytes(file), file.toString());
                    for (EdiSource set : sets.sets()) {
                        inbound.read(set, REGISTRY.lookups())
                                .documents()
                                .forEach(document -> samples.add(new Sample(file.toString(), document)));
                    }
                }
            }
        }
        return samples;
    }

    /** A binding writes what it reads; the usual one of a document writes what others read as well. */
    private static boolean goesThere(Sample sample, LoadedMap map) {
        if (sample.origin().startsWith(map.folder() + "/")) {
            return true;
        }
        String format = map.standard().orElseThrow().name().toLowerCase(Locale.ROOT) + "/any";
        boolean usual = REGISTRY.writing(sample.document().type(), format)
                .filter(other -> other == map)
                .isPresent();
        return usual && TOO_LITTLE.stream().noneMatch(origin -> sample.origin().contains(origin));
    }

    private static void writesValid(LoadedMap map, String release, List<Sample> samples) {
        List<String> wrong = new ArrayList<>();
        int written = 0;
        for (Sample sample : samples) {
            if (goesThere(sample, map)) {
                SegmentText text = new SegmentText(map.standard().orElseThrow());
                List<Finding> findings = ((OutboundMap.OfSegments)
                                map.outbound().orElseThrow())
                        .write(sample.document(), text, release, REGISTRY.lookups());
                boolean refused = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
                if (!refused) {
                    written++;
                    problems(map, release, text).forEach(problem -> wrong.add(sample.origin() + "\n  " + problem));
                }
            }
        }
        assertThat(written).isPositive();
        assertThat(wrong).isEmpty();
    }

    private static List<String> problems(LoadedMap map, String release, SegmentText text) {
        Standard standard = map.standard().orElseThrow();
        String type = map.setType().orElseThrow();
        long count = text.toString().lines().count() + 2;
        String whole = standard == Standard.X12
                ? "ST*" + type + "*0001~\n" + text + "SE*" + count + "*0001~\n"
                : "UNH+1+" + type + ":" + release.replace('.', ':') + ":UN'\n" + text + "UNT+" + count + "+1'\n";
        EdiSource source = EdiSets.read(whole.getBytes(StandardCharsets.ISO_8859_1), "set.edi")
                .sets()
                .get(0);
        Schema schema = schemas.find(standard, release, type).orElseThrow();
        SetHeader header = new SetHeader(type, "0001", "", release, 1, 0);
        return new Validator()
                .validate(new SetContext("set.edi", "1", "1"), header, source.set(), schema).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .map(finding -> finding.position() + ": " + finding.message())
                        .toList();
    }
}
