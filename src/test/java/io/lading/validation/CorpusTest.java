package io.lading.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real sets that others publish, of every kind that we state. Those said to be valid have no findings, those said to be
 * invalid have some: wherever it is otherwise, a reason is written here.
 */
class CorpusTest {
    private static final int PATH = 0;
    private static final int STANDARD = 5;
    private static final int TYPE = 7;
    private static final int VALIDITY = 8;

    /**
     * Files whose index says valid, as their envelopes are, and what is nevertheless wrong in their content: part of the
     * sentence of each finding.
     */
    private static final Map<String, List<String>> REASONS = Map.of(
            // Holds ST and SE only, to try a reader; a 997 without AK1 and AK9 answers nothing.
            "xlate-staedi/src/test/resources/x12/empty997.edi",
            List.of("Ask the sender to add the mandatory segment."),
            // NTE went out of the 840 before 004010.
            "EDIandXML-OBOE/testFiles/withTA1TestCase.edi",
            List.of("segment 29 NTE · byte 1242: expected a segment of the 840"),
            // N1 with neither name nor number, L11 with neither reference nor text, both against R and P conditions.
            "jf-tech-omniparser/extensions/omniv21/samples/edi/1_canadapost_edi_214.input.txt",
            List.of("N1 · element 2 (name)", "set 000000004 (214) · segment 12 L11 · element 1"),
            // IT1 with quantity and price but no unit; release 004010 wants all three or none.
            "kputnam-stupidedi/spec/fixtures/004010/IN810/pass/1.edi",
            List.of("IT1 · element 3 (unit)"),
            // ACK with a quantity without its unit.
            "kputnam-stupidedi/spec/fixtures/004010/X358 SC855 Aerospace Industry Purchase Order Acknowledgment/pass/"
                    + "po-ack-minor-changes.edi",
            List.of("segment 8 ACK · element 3 (unit) · byte 346: expected all of elements 2 and 3"),
            // Made to be refused: its own test expects an acknowledgement with errors.
            "olmelabs-EdiEngine/EdiEngine.Tests/TestData/AckTest.edi",
            List.of("N9 · element 1 (reference kind) · byte 423: expected reference kind", "found \"43.00\""));

    /** Files whose index says invalid, and in which neither reader nor validator finds anything. */
    private static final Set<String> TAKEN = Set.of(
            // Two interchanges with one control number, each of them sound: the register of what came knows, at
            // receipt.
            "aaronhuggins-node-x12/test/test-data/850_fat.edi");

    record Sample(String path, String type, String validity) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Sample> samples() throws IOException {
        String shared = System.getenv("LADING_SHARED");
        if (shared == null) {
            return Stream.of(new Sample("", "", ""));
        }
        Set<String> types = Schemas.catalog().all().stream()
                .filter(schema -> schema.standard() == Standard.X12)
                .map(Schema::setType)
                .collect(Collectors.toSet());
        return Files.readAllLines(Path.of(shared, "corpus", "INDEX.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(column -> column[STANDARD].equals("X12")
                        && Arrays.stream(column[TYPE].split("/")).allMatch(types::contains))
                .map(column -> new Sample(column[PATH], column[TYPE], column[VALIDITY]));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void setsOfOthersAreFoundAsGoodAsTheyAre(Sample sample) throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set, so there is no corpus of real files");
        byte[] bytes = Files.readAllBytes(Path.of(shared, "corpus", sample.path()));
        Content content = new Content();

        InterchangeReader.read(bytes, ReaderOptions.strict(sample.path()), content);

        List<String> errors = content.findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::sentence)
                .toList();
        List<String> reasons = REASONS.get(sample.path());
        if (!sample.validity().equals("valid")) {
            assertThat(errors.isEmpty() && content.envelope.isEmpty()).isEqualTo(TAKEN.contains(sample.path()));
        } else if (reasons == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).isNotEmpty().allMatch(error -> reasons.stream().anyMatch(error::contains));
            assertThat(reasons).allMatch(reason -> errors.stream().anyMatch(error -> error.contains(reason)));
        }
    }

    /**
     * What each file's own test in its repository says is wrong with it. The last of them also counts the date and time in
     * GS04 and GS05, which our reader takes as they come, and the code in AK101, of which we keep no closed list.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            olmelabs-EdiEngine/EdiEngine.Tests/TestData/850.SyntaxNotes.ERR.edi | PO113-7:ELEMENT_CONDITION_BROKEN PO430-6:ELEMENT_CONDITION_BROKEN PO430-6:ELEMENT_CONDITION_BROKEN
            olmelabs-EdiEngine/EdiEngine.Tests/TestData/ControlNumbersMismatch.edi | SE5-2:SET_CONTROL_NUMBER_MISMATCH GE8-2:GROUP_CONTROL_NUMBER_MISMATCH IEA9-2:INTERCHANGE_CONTROL_NUMBER_MISMATCH
            olmelabs-EdiEngine/EdiEngine.Tests/TestData/WrongGroupsAndTranCount.edi | GE8-1:SET_COUNT_WRONG IEA9-1:GROUP_COUNT_WRONG
            xlate-staedi/src/test/resources/x12/extraDelimiter997.edi | AK34-2:NUMBER_MALFORMED AK34-2:REPETITION_TOO_MANY AK34-2:NUMBER_MALFORMED AK34-2:NUMBER_MALFORMED AK34-2:COMPONENT_TOO_MANY AK34-4:ELEMENT_TOO_LONG AK34-4:REPETITION_TOO_MANY AK34-4:ELEMENT_TOO_LONG AK34-4:ELEMENT_TOO_LONG AK45-4:COMPONENT_TOO_MANY AK45-4:REPETITION_TOO_MANY AK45-4:COMPONENT_TOO_MANY
            xlate-staedi/src/test/resources/x12/invalid997.edi | AK12-1:ELEMENT_TOO_LONG AK45-2:NUMBER_MALFORMED
            xlate-staedi/src/test/resources/x12/invalid997_min.edi | GE7-2:GROUP_CONTROL_NUMBER_MISMATCH AK12-1:ELEMENT_TOO_LONG
            """)
    void theReasonOfItsOwnTestIsFound(String path, String expected) throws IOException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set, so there is no corpus of real files");
        byte[] bytes = Files.readAllBytes(Path.of(shared, "corpus", path));
        Content content = new Content();

        InterchangeReader.read(bytes, ReaderOptions.strict(path), content);

        List<Finding> all = new ArrayList<>(content.envelope);
        all.addAll(content.findings);
        String found = all.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(CorpusTest::brief)
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(expected);
    }

    private static String brief(Finding finding) {
        Position at = finding.position();
        return at.segment() + at.segmentOrdinal() + (at.element() == 0 ? "" : "-" + at.element()) + ":"
                + finding.code();
    }

    /** Validates every set that we have a schema for. */
    private static final class Content implements InterchangeListener {
        final List<Finding> findings = new ArrayList<>();
        /** The reader's own. */
        final List<Finding> envelope = new ArrayList<>();

        private final Validator validator = new Validator();

        @Override
        public void interchangeStarted(InterchangeHeader header) {}

        @Override
        public void groupStarted(GroupHeader header) {}

        @Override
        public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
            Schema schema = Schemas.catalog()
                    .find(Standard.X12, header.release(), header.type())
                    .orElse(null);
            if (schema != null) {
                findings.addAll(validator.validate(new SetContext(null, null, null), header, set, schema));
            }
        }

        @Override
        public void groupEnded(@Nullable Trailer trailer) {}

        @Override
        public void interchangeEnded(@Nullable Trailer trailer) {}

        @Override
        public void finding(Finding finding) {
            envelope.add(finding);
        }
    }
}
