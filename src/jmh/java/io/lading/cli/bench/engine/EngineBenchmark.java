package io.lading.cli.bench.engine;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SegmentTable;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot paths of the engine, each over one interchange of some 600 KB. {@code ./lading bench engine} measures the same work as
 * MB/s of processor time; this finds out what a change does to it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {
    private static final int CHUNK = 64 << 10;

    @Param({"X12", "EDIFACT"})
    public Standard syntax = Standard.X12;

    @Param({"10", "1000"})
    public int lines = 10;

    private EngineWork work = EngineWork.load(LocalDateTime.of(2026, 10, 1, 12, 0));
    private Sample sample = Sample.of(syntax, lines);
    private FirstSet firstSet = new FirstSet();
    private Stopwatch.Work toJson = () -> 0;

    @Setup
    public void prepare() {
        sample = Sample.of(syntax, lines);
        firstSet = new FirstSet();
        InterchangeReader.read(sample.bytes(), ReaderOptions.strict("orders"), firstSet);
        toJson = work.toJson(sample).orElseThrow();
    }

    /** One transaction set, without its envelopes. */
    @Benchmark
    public int tokenize() {
        InterchangeHeader header = firstSet.interchange();
        return InterchangeReader.readSet(
                        sample.bytes(),
                        firstSet.from,
                        firstSet.to,
                        0,
                        header.standard(),
                        header.delimiters(),
                        header.version())
                .segmentCount();
    }

    @Benchmark
    public long read() {
        return work.read(sample.bytes());
    }

    /** As from a stream, in pieces. */
    @Benchmark
    public int readInPieces() {
        FirstSet listener = new FirstSet();
        InterchangeReader reader = new InterchangeReader(ReaderOptions.strict("orders"), listener);
        byte[] bytes = sample.bytes();
        for (int from = 0; from < bytes.length; from += CHUNK) {
            reader.feed(bytes, from, Math.min(CHUNK, bytes.length - from));
        }
        reader.end();
        return listener.sets;
    }

    @Benchmark
    public long readAndValidate() {
        return work.validate(sample.bytes());
    }

    @Benchmark
    public long readAndBindToJson() throws IOException {
        return toJson.run();
    }

    /** Where the first set stands, and how many there are. */
    private static final class FirstSet implements InterchangeListener {
        private @Nullable InterchangeHeader header;
        private int from;
        private int to;
        private int sets;

        InterchangeHeader interchange() {
            if (header == null) {
                throw new IllegalStateException("the sample holds no interchange");
            }
            return header;
        }

        @Override
        public void interchangeStarted(InterchangeHeader started) {
            header = started;
        }

        @Override
        public void groupStarted(GroupHeader started) {}

        @Override
        public void transactionSet(SetHeader set, SegmentTable table, boolean complete) {
            if (sets++ == 0) {
                from = table.segmentStart(0);
                to = table.segmentEnd(table.segmentCount() - 1) + 1;
            }
        }

        @Override
        public void groupEnded(@Nullable Trailer trailer) {}

        @Override
        public void interchangeEnded(@Nullable Trailer trailer) {}

        @Override
        public void finding(Finding finding) {
            throw new IllegalStateException("What is measured should be sound, but " + finding.sentence());
        }
    }
}
