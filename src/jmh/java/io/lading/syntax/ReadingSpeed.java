package io.lading.syntax;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reading beside a bare delimiter scan of the same bytes, in MB/s of one core (thread CPU time), without any dependency:
 * {@code java -cp target/classes src/jmh/java/io/lading/syntax/ReadingSpeed.java FILE…}.
 */
public final class ReadingSpeed {
    private static final int ROUNDS = 12;
    private static final long ROUND_NANOS = 500_000_000L;

    private interface Work {
        long run() throws IOException;
    }

    public static void main(String[] files) throws IOException {
        for (String file : files) {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            System.out.printf("%s, %,d bytes%n", file, bytes.length);
            measure("bare scan, table", bytes.length, () -> scan(bytes));
            measure("read, whole", bytes.length, () -> readWhole(bytes));
            measure("read, fed 64 KB", bytes.length, () -> readFed(bytes, 64 << 10));
        }
    }

    private static long readWhole(byte[] bytes) {
        Count count = new Count();
        InterchangeReader.read(bytes, ReaderOptions.strict("bench"), count);
        return count.segments;
    }

    private static long readFed(byte[] bytes, int chunk) {
        Count count = new Count();
        InterchangeReader reader = new InterchangeReader(ReaderOptions.strict("bench"), count);
        for (int from = 0; from < bytes.length; from += chunk) {
            reader.feed(bytes, from, Math.min(chunk, bytes.length - from));
        }
        reader.end();
        return count.segments;
    }

    private static long scan(byte[] bytes) {
        byte[] kinds = new byte[256];
        kinds['*'] = 1;
        kinds['>'] = 2;
        kinds['~'] = 3;
        int[] places = new int[1 << 12];
        int found = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (kinds[bytes[i] & 0xFF] != 0) {
                places[found++ & (places.length - 1)] = i;
            }
        }
        return found + places[7];
    }

    private static void measure(String name, int bytes, Work work) throws IOException {
        double best = 0;
        long result = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            long times = 0;
            long used;
            do {
                result += work.run();
                times++;
                used = cpu() - start;
            } while (used < ROUND_NANOS);
            best = Math.max(best, times * (bytes / 1e6) / (used / 1e9));
        }
        System.out.printf("  %-20s %,8.0f MB/s%s%n", name, best, result == 42 ? "!" : "");
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static final class Count implements InterchangeListener {
        long segments;

        @Override
        public void interchangeStarted(InterchangeHeader header) {}

        @Override
        public void groupStarted(GroupHeader header) {}

        @Override
        public void transactionSet(SetHeader header, SegmentTable set, boolean complete) {
            segments += set.segmentCount();
        }

        @Override
        public void groupEnded(Trailer trailer) {}

        @Override
        public void interchangeEnded(Trailer trailer) {}

        @Override
        public void finding(Finding finding) {
            throw new IllegalStateException(finding.sentence());
        }
    }
}
