package io.lading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real files of many origins, through the command line as a user would: what we make of each, held against the index. Where
 * the two differ a person has looked, and the reason stands in {@code corpus/reviewed.tsv}.
 */
class CorpusReportTest {
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Set<String> NO_SCHEMA = Set.of("SET_NOT_SUPPORTED", "VERSION_NOT_SUPPORTED");

    private static final Map<String, List<JsonNode>> FINDINGS = new HashMap<>();
    private static List<Sample> samples = List.of();
    private static Duration took = Duration.ZERO;
    private static int code;

    private record Sample(String path, String standard, String type, boolean valid, String expectedError) {}

    private enum Outcome {
        CLEAN,
        WITH_FINDINGS,
        /** A kind or release of set that we have no schema for; read and checked up to its envelope. */
        NO_SCHEMA
    }

    @BeforeAll
    static void validateEverything() throws IOException {
        Path corpus = Needs.shared("corpus");
        samples = index(corpus.resolve("INDEX.tsv"));
        long began = System.nanoTime();
        CommandRun run = CommandRun.of("validate", "--json", corpus.toString());
        took = Duration.ofNanos(System.nanoTime() - began);
        code = run.code();
        JsonMapper mapper = JsonMapper.shared();
        run.out().lines().map(mapper::readTree).forEach(finding -> {
            String path =
                    corpus.relativize(Path.of(finding.path("file").asString())).toString();
            FINDINGS.computeIfAbsent(path, key -> new ArrayList<>()).add(finding);
        });
    }

    private static List<Sample> index(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(row -> row[5].equals("X12") || row[5].equals("EDIFACT"))
                .map(row -> new Sample(row[0], row[5], row[7], row[8].equals("valid"), row[9]))
                .toList();
    }

    @Test
    void readsEveryFileInOneProcessWithoutFailingAndSoon() {
        assertThat(code).isEqualTo(ExitCode.FINDINGS);
        assertThat(samples).hasSizeGreaterThan(150);
        assertThat(took).isLessThan(MOST);
    }

    @Test
    void givesEachFindingAPositionACodeAndAdvice() {
        FINDINGS.values().forEach(findings -> assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.path("offset").asLong(-1)).isNotNegative();
            assertThat(finding.path("code").asString("")).isNotEmpty();
            assertThat(finding.path("advice").asString("")).endsWith(".");
            assertThat(finding.path("expected").asString("")).isNotEmpty();
        }));
    }

    @Test
    void findsWhatIsWrongWhereTheIndexSaysSoAndNothingElsewhere(TestReporter reporter) throws IOException {
        Map<String, String> reviewed = table("reviewed.tsv");
        Map<String, Map<Outcome, Integer>> report = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        for (Sample sample : samples) {
            List<String> errors = errors(sample);
            Outcome outcome = errors.isEmpty()
                    ? Outcome.CLEAN
                    : errors.stream().allMatch(NO_SCHEMA::contains) ? Outcome.NO_SCHEMA : Outcome.WITH_FINDINGS;
            report.computeIfAbsent(sample.standard() + " " + sample.type(), key -> new TreeMap<>())
                    .merge(outcome, 1, Integer::sum);
            boolean asIndexed = sample.valid() ? outcome != Outcome.WITH_FINDINGS : outcome != Outcome.CLEAN;
            if (!asIndexed && !reviewed.containsKey(sample.path())) {
                unexplained.add(
                        sample.path() + " (" + (sample.valid() ? "valid" : sample.expectedError()) + "): " + errors);
            }
        }
        Map<String, String> lines = new LinkedHashMap<>();
        report.forEach((type, outcomes) -> lines.put(type, outcomes.toString()));
        reporter.publishEntry(lines);

        assertThat(unexplained)
                .as("look at each, then correct us or write the reason into src/test/resources/corpus/reviewed.tsv")
                .isEmpty();
    }

    @Test
    void findsWhatTheFilesOwnTestsFind() throws IOException {
        table("codes.tsv").forEach((path, expected) -> {
            Sample sample = samples.stream()
                    .filter(candidate -> candidate.path().equals(path))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The index has no " + path));

            assertThat(sample.expectedError()).startsWith("test:");
            assertThat(errors(sample)).as(path).contains(expected);
        });
    }

    private static List<String> errors(Sample sample) {
        return FINDINGS.getOrDefault(sample.path(), List.of()).stream()
                .filter(finding -> finding.path("severity").asString("").equals("ERROR"))
                .map(finding -> finding.path("code").asString(""))
                .toList();
    }

    private static Map<String, String> table(String name) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/corpus", name))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", 2);
                table.put(cells[0], cells[1]);
            }
        }
        return table;
    }
}
