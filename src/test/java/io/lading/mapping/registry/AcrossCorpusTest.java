package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Standard;
import io.lading.mapping.Translation;
import io.lading.schema.SchemaCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the documents of others when they go to the other standard. */
class AcrossCorpusTest {
    /** How many documents of the corpus can be written in the other standard; it only grows. */
    private static final int WRITTEN = 132;

    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));
    private static SchemaCatalog schemas;

    @BeforeAll
    static void load() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        schemas = SchemaCatalog.onDemand(Path.of("mappings"), problem -> {});
    }

    @Test
    void whatIsWrittenInTheOtherStandardIsValidOrTheMissingFactIsToldFirst() {
        int written = 0;
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> missing = new TreeMap<>();
        for (Corpus.Sample sample : Corpus.samples(REGISTRY, schemas)) {
            if (!sample.isSound()) {
                continue;
            }
            for (Corpus.Written set : others(sample)) {
                List<Finding> faults = set.faults(schemas);
                if (!set.isRefused()) {
                    written++;
                    faults.forEach(fault -> wrong.add(sample + "\n  " + fault.sentence()));
                    continue;
                }
                Finding first = set.findings().get(0);
                missing.merge(set.type() + " " + first.position().elementName(), 1, Integer::sum);
                if (first.code() != FindingCode.FIELD_MISSING) {
                    wrong.add(sample + " is refused, and not for a missing fact:\n  " + first.sentence());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(written).as("refused for %s", missing).isGreaterThanOrEqualTo(WRITTEN);
    }

    private static List<Corpus.Written> others(Corpus.Sample sample) {
        boolean fromX12 = sample.standard() == Standard.X12;
        Translation translation = REGISTRY.read(sample.standard(), sample.source(), REGISTRY.lookups())
                .orElseThrow();
        List<Corpus.Written> sets = new ArrayList<>();
        for (Document document : translation.documents()) {
            LoadedMap map = REGISTRY.writing(document.type(), fromX12 ? "edifact/any" : "x12/any")
                    .orElseThrow();
            for (String release : fromX12 ? List.of("D.96A", "D.01B") : List.of("004010", "005010")) {
                sets.add(Corpus.Written.of(document, map, release, REGISTRY.lookups()));
            }
        }
        return sets;
    }
}
