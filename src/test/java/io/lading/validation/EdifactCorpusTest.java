package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.acknowledgement.InterchangeExaminer;
import io.lading.acknowledgement.InterchangeOutcome;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real interchanges that others publish, of any message: those we have no schema for are held against the envelope alone. Wherever we differ from the index, a reason is written here.
 */
class EdifactCorpusTest {
    /** Said to be valid, as their envelopes or their own readers see it, and what is nevertheless wrong: parts of sentences. */
    private static final Map<String, List<String>> REASONS = Map.of(
            // The trailer repeats the reference without its zeros (an..14 is text), and S009 0054 holds a blank.
            "EDIandXML-OBOE/testFiles/orders.newdelimiters",
            List.of("segment 30 UNZ", "expected 1 to 3 characters, found \" 96A\"", "UNZ · element 2"),
            // Codes that D.96A has not got, descriptions beyond 35 characters, FII after the RFF of its group.
            "jskrobak-underware.Edifact/src/underware.Edifact.Examples/Samples/D96A_INVOIC.txt",
            List.of(
                    "found \"API\"",
                    "FII before RFF",
                    "expected 1 to 35 characters",
                    "expected one of A, B, C, E, G, H, O, S, Z, found"),
            // Shortened by hand: the trailer still counts 787 segments.
            "indice-co-EDI.Net/test/indice.Edi.Tests/Samples/edifact.D01B.IFCSUM.NewLines.EDI",
            List.of("expected 27, found \"787\""),
            // RFF codes that D.01B has not got, and address lines beyond 35 characters.
            "smooks-smooks-edi-cartridge/edg/src/test/resources/recadv/recadv.txt",
            List.of("RFF · element 1 (reference kind)", "expected 1 to 35 characters"),
            // A postcode and town where D.97A has the region, COM without its number, levels of three digits.
            "sapstern-edifactconverter/openedifact-converter-runnable/src/test/resources/ORDERNoName.txt",
            List.of(
                    "NAD · element 7 (region)",
                    "expected communication number",
                    "LIN · element 5 (configuration level)"),
            // The fifteenth day of the 97th month.
            "xlate-staedi/src/test/resources/EDIFACT/invoic_d93a_una.edi",
            List.of("found \"19999715\""));

    /** Said to be invalid, and taken: what the index complains of is not wrong. */
    private static final Set<String> TAKEN = Set.of(
            // Lines wrapped at fifty characters split references only for those who take breaks for data.
            "xlate-staedi/src/test/resources/EDIFACT/issue128/wrapped_invoic_d97b.edi",
            "xlate-staedi/src/test/resources/EDIFACT/issue128/wrapped_invoic_d97b_una.edi",
            // The error is in what its own project makes of UNA; the envelope is sound, and PARTIN is none of our
            // messages.
            "sapstern-edifactconverter/openedifact-converter-runnable/src/test/resources/PARTIN_01B_UNA_ERROR.edi");

    record Sample(String path, boolean valid) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Sample> samples() throws IOException {
        String shared = System.getenv("LADING_SHARED");
        if (shared == null) {
            return Stream.of(new Sample("", true));
        }
        return Files.readAllLines(Path.of(shared, "corpus", "INDEX.tsv"), StandardCharsets.UTF_8).stream()
                .map(line -> line.split("\t", -1))
                .filter(column -> column[5].equals("EDIFACT"))
                .map(column -> new Sample(column[0], column[8].equals("valid")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void interchangesOfOthersAreFoundAsGoodAsTheyAre(Sample sample) throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set, so there is no corpus of real files");
        List<Finding> findings = examine(Files.readAllBytes(Path.of(shared, "corpus", sample.path())), sample.path());

        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.advice()).isNotBlank();
            assertThat(finding.expected()).isNotBlank();
            assertThat(finding.position().offset()).isNotNegative();
        });
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> finding.code() != FindingCode.SET_NOT_SUPPORTED)
                .map(Finding::sentence)
                .toList();
        List<String> reasons = REASONS.get(sample.path());
        if (!sample.valid()) {
            assertThat(errors.isEmpty()).as("%s", errors).isEqualTo(TAKEN.contains(sample.path()));
        } else if (reasons == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).isNotEmpty().allMatch(error -> reasons.stream().anyMatch(error::contains));
        }
    }

    @Test
    void theBadInvoiceOfD97bIsRefusedForItsOwnFaults() throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set, so there is no corpus of real files");
        String path = "xlate-staedi/src/test/resources/EDIFACT/invoic_d97b_bad.edi";

        List<Finding> findings = examine(Files.readAllBytes(Path.of(shared, "corpus", path)), path);

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(finding -> finding.position().segment() + " " + finding.code() + " " + finding.found())
                .containsExactly(
                        "NAD ELEMENT_TOO_LONG BYZZ",
                        "QTY NUMBER_MALFORMED 1020A",
                        "PRI NUMBER_MALFORMED $1.179",
                        "UNS SEGMENT_TOO_OFTEN UNS");
    }

    private static List<Finding> examine(byte[] bytes, String name) {
        List<Finding> findings = new ArrayList<>();
        List<InterchangeOutcome> outcomes = new ArrayList<>();
        InterchangeExaminer examiner = new InterchangeExaminer(
                name,
                (interchange, group, set) -> Schemas.catalog()
                        .find(interchange.standard(), set.release(), set.type())
                        .orElse(null),
                outcomes::add);
        InterchangeReader.read(bytes, ReaderOptions.strict(name), examiner);
        findings.addAll(examiner.findingsOutside());
        outcomes.forEach(outcome -> {
            findings.addAll(outcome.findings());
            outcome.groups().forEach(group -> {
                findings.addAll(group.findings());
                group.sets().forEach(set -> findings.addAll(set.findings()));
            });
        });
        return findings;
    }
}
