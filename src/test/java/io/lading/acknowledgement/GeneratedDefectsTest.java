package io.lading.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.validation.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The orders that the shared workload generator damages: each defect is found where it is, and nothing else is. */
class GeneratedDefectsTest {
    private static final int ORDERS = 5;

    @TempDir
    private Path folder;

    private final List<InterchangeOutcome> outcomes = new ArrayList<>();
    private final InterchangeExaminer examiner = new InterchangeExaminer(
            "in.edi",
            (interchange, group, set) -> Schemas.catalog()
                    .find(interchange.standard(), set.release(), set.type())
                    .orElse(null),
            outcomes::add);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count   | SE  |      | AK5*R*4~",
                "control | SE  |      | AK5*R*3~",
                "missing | CUR | BEG  | AK3*BEG*2**3~",
                "unknown | ZZZ | ZZZ  | AK3*ZZZ*#**1~",
                "toolong | BEG | BEG  | AK3*BEG*#**8~ AK4*3*324*5*",
                "baddate | BEG | BEG  | AK3*BEG*#**8~ AK4*5*373*8*20261399~",
                "badnum  | PO1 | PO1  | AK3*PO1*#**8~ AK4*2*330*6*1O~",
            })
    void oneDamagedOrderIsRefusedForItsDefectAlone(String defect, String first, String segment, String expected)
            throws IOException, InterruptedException {
        Path file = generate("x12", defect, "interchange", ORDERS);
        List<String> damaged = last(file, "~", "ST*");
        InterchangeReader.read(Files.readAllBytes(file), ReaderOptions.strict("in.edi"), examiner);

        GroupDecision group = Acknowledger.decide(outcomes.get(0), AcknowledgementPolicy.USUAL)
                .groups()
                .get(0);
        TextSink sink = new TextSink();
        FunctionalAcknowledgement.write(group, Delimiters.X12_USUAL, sink);

        int ordinal = ordinal(damaged, first + "*");
        for (String line : expected.replace("#", String.valueOf(ordinal)).split(" ")) {
            assertThat(sink.toString()).contains("\n" + line);
        }
        assertThat(sink.toString().split("AK5\\*A~", -1)).hasSize(ORDERS);
        assertThat(sink.toString()).endsWith("AK9*P*5*5*4~\n");
        List<Finding> findings = group.sets().get(ORDERS - 1).outcome().findings();
        assertThat(findings).hasSize(1);
        if (segment != null) {
            assertThat(findings.get(0).position().segment()).isEqualTo(segment);
            assertThat(findings.get(0).position().segmentOrdinal()).isEqualTo(ordinal);
        }
    }

    /** UCS 0096 counts from UNH = 1, and for a missing segment names the one before; UCD S011 is element, the tag being the first, and component. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count   | UNT   | UNT | *29*UNT*2 |",
                "control | UNT   | UNT | *28*UNT*3 |",
                "missing | DTM   | BGM | | UCS*1*13~",
                "unknown | ZZZ   | ZZZ | | UCS*#*15~",
                "toolong | BGM   | BGM | | UCS*#~ UCD*39*3~",
                "baddate | DTM   | DTM | | UCS*#~ UCD*12*2:2~",
                "badnum  | QTY   | QTY | | UCS*#~ UCD*37*2:2~",
            })
    void oneDamagedMessageIsRefusedForItsDefectAlone(
            String defect, String first, String segment, String wholly, String expected)
            throws IOException, InterruptedException {
        Path file = generate("edifact", defect, "interchange", ORDERS);
        List<String> damaged = last(file, "'", "UNH+");
        InterchangeReader.read(Files.readAllBytes(file), ReaderOptions.strict("in.edi"), examiner);

        InterchangeDecision decision = Acknowledger.decide(outcomes.get(0), AcknowledgementPolicy.USUAL);
        TextSink sink = new TextSink();
        SyntaxReport.write(decision, sink);

        int ordinal = ordinal(damaged, first + "+");
        String[] segments = expected == null ? new String[0] : expected.split(" ");
        for (String line : segments) {
            assertThat(sink.toString()).contains("\n" + line.replace("#", String.valueOf(ordinal)));
        }
        assertThat(sink.toString().lines().filter(line -> line.startsWith("UCM*")))
                .containsExactly(
                        "UCM*1*ORDERS:D:96A:UN:EAN008*7~",
                        "UCM*2*ORDERS:D:96A:UN:EAN008*7~",
                        "UCM*3*ORDERS:D:96A:UN:EAN008*7~",
                        "UCM*4*ORDERS:D:96A:UN:EAN008*7~",
                        "UCM*5*ORDERS:D:96A:UN:EAN008*4" + (wholly == null ? "" : wholly) + "~");
        List<Finding> findings =
                decision.groups().get(0).sets().get(ORDERS - 1).outcome().findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).position().segment()).isEqualTo(segment);
        assertThat(findings.get(0).position().segmentOrdinal()).isEqualTo(ordinal);
    }

    @Test
    void aTruncatedFileOfMessagesIsNotHalfTaken() throws IOException, InterruptedException {
        Path file = generate("edifact", "truncated", "files", 1);

        InterchangeReader.read(Files.readAllBytes(file), ReaderOptions.strict("in.edi"), examiner);

        InterchangeDecision decision = Acknowledger.decide(outcomes.get(0), AcknowledgementPolicy.USUAL);
        assertThat(decision.disposition()).isEqualTo(Disposition.REJECTED);
        TextSink sink = new TextSink();
        SyntaxReport.write(decision, sink);
        assertThat(sink.toString()).startsWith("UCI*").contains("*4*13*UNZ~").doesNotContain("UCM*");
        assertThat(decision.outcome().findings()).isEmpty();
        assertThat(decision.groups().get(0).sets().get(0).outcome().findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({"truncated", "garbage"})
    void aDamagedFileIsNotHalfTaken(String defect) throws IOException, InterruptedException {
        Path file = generate("x12", defect, "files", 1);

        InterchangeReader.read(Files.readAllBytes(file), ReaderOptions.strict("in.edi"), examiner);

        if (defect.equals("garbage")) {
            assertThat(outcomes).isEmpty();
            assertThat(examiner.findingsOutside()).extracting(Finding::code).contains(FindingCode.NOT_EDI);
            return;
        }
        InterchangeDecision decision = Acknowledger.decide(outcomes.get(0), AcknowledgementPolicy.USUAL);
        assertThat(decision.disposition()).isEqualTo(Disposition.REJECTED);
        assertThat(InterchangeAcknowledgement.of(decision).note()).isEqualTo("023");
        assertThat(decision.groups()).noneMatch(GroupDecision::acknowledged);
    }

    private Path generate(String format, String defect, String mode, int count)
            throws IOException, InterruptedException {
        String shared = System.getenv("LADING_SHARED");
        assumeTrue(shared != null, "LADING_SHARED is not set, so there is no workload generator");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        "python3",
                        Path.of(shared, "workload", "gen_orders.py").toString(),
                        "--format=" + format,
                        "--mode=" + mode,
                        "--out=" + out,
                        "--count=" + count,
                        "--defect=" + defect,
                        "--defect-every=" + count)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        if (Files.isRegularFile(out)) {
            return out;
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.sorted().toList().get(count - 1);
        }
    }

    private static List<String> last(Path file, String terminator, String header) throws IOException {
        List<String> segments = List.of(Files.readString(file).split(terminator));
        int start = 0;
        for (int i = 0; i < segments.size(); i++) {
            start = segments.get(i).startsWith(header) ? i : start;
        }
        return segments.subList(start, segments.size());
    }

    /** The place of the first segment that begins so, counted from the header as 1. */
    private static int ordinal(List<String> set, String beginning) {
        for (int i = 0; i < set.size(); i++) {
            if (set.get(i).startsWith(beginning)) {
                return i + 1;
            }
        }
        return 0;
    }
}
