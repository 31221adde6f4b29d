package io.lading.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A bar on standard error while something long goes on; drawn only where a person watches, and wiped away at the end. */
final class Progress implements AutoCloseable {
    private static final long FIRST_AFTER_NANOS = 700_000_000L;
    private static final long EVERY_NANOS = 100_000_000L;
    private static final int WIDTH = 30;
    private static final double MEGA = 1e6;
    private static final String WIPE = "\r\u001b[K";

    private final PrintWriter errors;
    private final boolean watched;
    private final LongSupplier nanos;
    private final long began;
    private final long total;
    private long done;
    private long drawn;
    private boolean visible;

    /** @param total bytes to come; 0 if nobody knows */
    Progress(PrintWriter errors, boolean watched, LongSupplier nanos, long total) {
        this.errors = errors;
        this.watched = watched;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.drawn = began + FIRST_AFTER_NANOS - EVERY_NANOS;
        this.total = total;
    }

    static Progress over(List<Input> inputs, PrintWriter errors) {
        long total = inputs.stream().anyMatch(Input::isStandardInput)
                ? 0
                : inputs.stream().mapToLong(Input::size).sum();
        return new Progress(errors, Terminal.errorsAreWatched(), System::nanoTime, total);
    }

    /** The same bytes, counted as they are read. */
    InputStream watch(InputStream in) {
        return watched ? new Counted(in) : in;
    }

    void add(long bytes) {
        done += bytes;
        long now = nanos.getAsLong();
        if (watched && now - drawn >= EVERY_NANOS) {
            drawn = now;
            draw(now);
        }
    }

    private void draw(long now) {
        double rate = done / MEGA / Math.max(1e-9, (now - began) / 1e9);
        StringBuilder line = new StringBuilder(WIPE);
        if (total > 0) {
            int filled = (int) Math.min(WIDTH, done * WIDTH / total);
            line.append("█".repeat(filled)).append("░".repeat(WIDTH - filled));
            line.append(String.format(Locale.ROOT, " %3d %%", Math.min(100, done * 100 / total)));
        }
        line.append(String.format(Locale.ROOT, "  %,.0f MB, %,.0f MB/s", done / MEGA, rate));
        errors.print(line);
        errors.flush();
        visible = true;
    }

    /** Takes the bar away while something else is printed. */
    void wipe() {
        if (visible) {
            errors.print(WIPE);
            errors.flush();
            visible = false;
        }
    }

    @Override
    public void close() {
        wipe();
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            add(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            add(Math.max(0, n));
            return n;
        }
    }
}
