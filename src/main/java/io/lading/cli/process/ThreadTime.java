package io.lading.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time by threads, as Linux tells it in /proc. */
final class ThreadTime {
    /** Fields of stat after the name (proc(5)): user and system time, in clock ticks. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** USER_HZ, which is 100 on every architecture that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private ThreadTime() {}

    /** Of all threads of a process whose name has this word; 0 where there is no /proc. */
    static double seconds(long pid, String word) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.mapToLong(thread -> ticks(thread, word)).sum() / TICKS_A_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The name stands in parentheses, and may have some itself. */
    private static long ticks(Path thread, String word) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (!stat.substring(stat.indexOf('(') + 1, end).contains(word)) {
                return 0;
            }
            String[] fields = stat.substring(end + 2).split(" ");
            return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        } catch (IOException e) {
            return 0; // it ended meanwhile
        }
    }
}
