package io.lading.cli.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class EngineBenchTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 10, 1, 12, 0);

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @EnumSource(Standard.class)
    void measuresWorkThatComesThroughWithoutFindings(Standard standard) throws Exception {
        EngineWork work = EngineWork.load(NOON);
        Sample sample = Sample.of(standard, 1_000);

        assertThat(work.read(sample.bytes())).isEqualTo(5);
        assertThat(work.validate(sample.bytes())).isEqualTo(5);
        assertThat(work.acknowledge(sample.bytes())).isEqualTo(5);
    }

    @Test
    void makesTheDocumentOfEveryOrder() throws Exception {
        Sample sample = Sample.of(Standard.X12, 1_000);

        assertThat(EngineWork.load(NOON).toJson(sample).orElseThrow().run()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Standard.class)
    void readsAGiantPieceByPieceWithControlNumbersOfTheirOwn(Standard standard) throws Exception {
        EngineWork work = EngineWork.load(NOON);
        GiantInput input = new GiantInput(standard, 4_000_000);
        EngineWork.Outcomes outcomes = new EngineWork.Outcomes();

        InterchangeReader.read(input, ReaderOptions.strict("giant"), work.examiner(outcomes));

        assertThat(input.documents()).isGreaterThanOrEqualTo(2_000);
        assertThat(outcomes.sound()).isEqualTo(input.documents());
    }

    @ParameterizedTest
    @EnumSource(Standard.class)
    void letsThePeersDoTheSameWork(Standard standard) throws Exception {
        EngineWork work = EngineWork.load(NOON);
        Stopwatch once = new Stopwatch(Duration.ZERO, Duration.ZERO, 1);
        RowPrinter printer = new RowPrinter(new PrintWriter(out, true), new PrintWriter(out, true), true);

        new StaediPeer(work.schemas()).measure(Sample.of(standard, 1_000), once, printer);

        assertThat(out.toString().lines())
                .hasSize(standard == Standard.X12 ? 3 : 2)
                .allSatisfy(line -> assertThat(line).contains("\"syntax\":\"" + standard + "\"", "StAEDI"));
    }

    @Test
    void writesARowAsMachinesExpectIt() {
        Row row = new Row("read", "X12", 10, "StAEDI", 15_000_000, 1234.5678, 27.25);

        assertThat(row.json().toString())
                .isEqualTo("{name=read, syntax=X12, lines=10, peer=StAEDI, megabytesPerSecond=15.0,"
                        + " documentsPerSecond=1234.568, allocatedBytesPerInputByte=27.25}");
    }

    @Test
    void refusesToMeasureWorkThatWasNotDone() throws IOException {
        Stopwatch once = new Stopwatch(Duration.ZERO, Duration.ZERO, 1);
        Sample sample = Sample.of(Standard.X12, 1_000);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> once.measure("nothing", sample, null, () -> 0))
                .hasMessageContaining("0 documents instead of 5");
    }
}
