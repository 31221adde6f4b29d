package io.lading.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What this machine can do at best, measured beside the bench: figures from two machines compare only as ratios to these.
 *
 * @param scanMegabytes a second: one thread looks at every byte of sample orders for a delimiter
 * @param syncs a second: one thread writes 4 KB and waits for the disk, in the data folder
 */
record Calibration(double scanMegabytes, double syncs) {
    private static final Duration EACH = Duration.ofMillis(700);
    private static final int BLOCK = 4096;
    private static final int ORDERS = 2000;

    static Calibration measure(Path folder) throws IOException {
        return new Calibration(scan(), sync(folder));
    }

    private static double scan() {
        byte[] text = new OrderWorkload(WorkloadOptions.interchange(ORDERS, 1))
                .samples()
                .get(0)
                .bytes();
        boolean[] delimiter = new boolean[256];
        for (char sign : new char[] {'*', '~', '>'}) {
            delimiter[sign] = true;
        }
        long found = count(text, delimiter);
        long bytes = 0;
        long began = System.nanoTime();
        while (System.nanoTime() - began < EACH.toNanos()) {
            if (count(text, delimiter) != found) {
                throw new IllegalStateException("Two counts of the same bytes differ: this machine is faulty.");
            }
            bytes += text.length;
        }
        return bytes * 1000.0 / (System.nanoTime() - began);
    }

    private static long count(byte[] text, boolean[] delimiter) {
        long count = 0;
        for (byte sign : text) {
            if (delimiter[sign & 0xff]) {
                count++;
            }
        }
        return count;
    }

    private static double sync(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            int syncs = 0;
            long began = System.nanoTime();
            while (System.nanoTime() - began < EACH.toNanos()) {
                block.clear();
                channel.write(block);
                channel.force(false);
                syncs++;
            }
            return syncs * 1e9 / (System.nanoTime() - began);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
