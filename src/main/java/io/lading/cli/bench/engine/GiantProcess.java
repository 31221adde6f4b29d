package io.lading.cli.bench.engine;

import io.lading.interchange.Standard;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;

/** The process that reads a giant, and prints one JSON object about it. */
public final class GiantProcess {
    private GiantProcess() {}

    /** @param arguments the standard and how many megabytes */
    public static void main(String[] arguments) throws IOException {
        Standard standard = Standard.valueOf(arguments[0]);
        GiantInput input = new GiantInput(standard, Long.parseLong(arguments[1]) * 1_000_000L);
        EngineWork work = EngineWork.load(LocalDateTime.now(Clock.system(ZoneId.systemDefault())));
        EngineWork.Outcomes outcomes = new EngineWork.Outcomes();
        long began = System.nanoTime();
        InterchangeReader.read(input, ReaderOptions.strict("giant"), work.examiner(outcomes));
        long acknowledgement = work.acknowledge(outcomes);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (outcomes.sound() != input.documents() || acknowledgement == 0) {
            throw new IllegalStateException(
                    "Only " + outcomes.sound() + " of " + input.documents() + " orders came through without findings.");
        }
        print(String.format(
                Locale.ROOT,
                "{\"syntax\":\"%s\",\"bytes\":%d,\"documents\":%d,\"seconds\":%.2f,\"megabytesPerSecond\":%.1f,"
                        + "\"heapMegabytes\":%d,\"acknowledgementBytes\":%d}",
                standard,
                input.length(),
                input.documents(),
                seconds,
                input.length() / seconds / 1e6,
                heapMegabytes(),
                acknowledgement));
    }

    /** The most that was still in use after a collection. */
    private static long heapMegabytes() {
        long most = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            most += usage == null ? 0 : usage.getUsed();
        }
        return most >> 20;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
