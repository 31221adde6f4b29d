package io.lading.mapping.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.schema.Schema;
import io.lading.schema.SchemaCatalog;
import io.lading.syntax.SegmentTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many of the qualifiers that others send have a word in the documents. A code without one stays as it was sent, under its
 * standard's name, and is written to that standard only.
 */
class QualifierShareTest {
    /** In percent, of the qualifiers and of the different codes. */
    private static final double FLOOR = 95;

    /** They have no meaning of their own, so there is no word for them; by element. */
    private static final Map<String, Set<String>> EXCEPTIONS = Map.of(
            // Codes of an energy market's guide, and as the parties agree.
            "2005", Set.of("Z02", "ZZZ"),
            "1153", Set.of("Z06", "Z09", "Z13"),
            // Not in the list of the element: a code with a scheme stuck to it, a name in the code's place.
            "3035", Set.of("BYZZ"),
            "98", Set.of("BEAUPORT"),
            "128", Set.of("CUR", "ZZZ"),
            // Numbers, which no code of 7143 is, and a mistyped SA.
            "7143",
                    Set.of(
                            "1", "6", "18", "36", "67", "100", "101", "200", "202", "303", "304", "400", "401", "402",
                            "520", "521", "550", "551", "600", "601", "603", "700", "950", "956", "962", "SA-", "Z01"));

    private static final MapRegistry REGISTRY = MapRegistry.of(Path.of("mappings"));
    /** By element and code, how often it was sent. */
    private static final Map<String, Map<String, Integer>> SENT = new TreeMap<>();

    @BeforeAll
    static void count() {
        assertThat(REGISTRY.refresh().isClean()).isTrue();
        SchemaCatalog schemas = SchemaCatalog.onDemand(Path.of("mappings"), problem -> {});
        for (Corpus.Sample sample : Corpus.samples(REGISTRY, schemas)) {
            EdiSource source = sample.source();
            count(
                    source.set(),
                    schemas.find(sample.standard(), source.release(), sample.type())
                            .orElseThrow());
        }
    }

    private static void count(SegmentTable set, Schema schema) {
        for (int segment = 1; segment < EdiSource.contentEnd(set); segment++) {
            for (int token = set.tokensBegin(segment); token < set.tokensEnd(segment); token++) {
                if (!set.isEmpty(token)) {
                    String element =
                            schema.elementReference(set.tagText(segment), set.elementOf(token), set.componentOf(token));
                    SENT.computeIfAbsent(element, reference -> new TreeMap<>())
                            .merge(set.text(token).strip(), 1, Integer::sum);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "date-kind, 374, 2005",
        "party-role, 98, 3035",
        "reference-kind, 128, 1153",
        "item-number, 235, 7143",
        "order-purpose, 353, 1225"
    })
    void nearlyAllQualifiersHaveAWordInTheDocuments(String table, String x12, String edifact) {
        Map<String, Integer> unknown = new TreeMap<>();
        int[] qualifiers = new int[2];
        int[] codes = new int[2];
        for (Standard standard : Standard.values()) {
            String element = standard == Standard.X12 ? x12 : edifact;
            SENT.getOrDefault(element, Map.of()).forEach((code, times) -> {
                boolean known = isKnown(table, standard, code);
                if (EXCEPTIONS.getOrDefault(element, Set.of()).contains(code)) {
                    assertThat(known)
                            .as("%s %s is no exception any more", element, code)
                            .isFalse();
                    return;
                }
                qualifiers[0] += times;
                codes[0]++;
                qualifiers[1] += known ? times : 0;
                codes[1] += known ? 1 : 0;
                if (!known) {
                    unknown.put(element + " " + code, times);
                }
            });
        }

        assertThat(100.0 * qualifiers[1] / qualifiers[0])
                .as("of all qualifiers; %s lacks %s", table, unknown)
                .isGreaterThanOrEqualTo(FLOOR);
        assertThat(100.0 * codes[1] / codes[0])
                .as("of all codes; %s lacks %s", table, unknown)
                .isGreaterThanOrEqualTo(FLOOR);
    }

    private static boolean isKnown(String table, Standard standard, String code) {
        String column = standard == Standard.X12 ? "x12" : "edifact";
        return REGISTRY.lookups().toCanonical(table, column, code) != null;
    }
}
