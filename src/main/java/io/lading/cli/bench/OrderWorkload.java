package io.lading.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Made-up orders that are the same bytes on every machine, with the sums that must come out again. */
public final class OrderWorkload {
    private static final int GARBAGE_BYTES = 2000;

    private final WorkloadOptions options;
    private final OrderText text;

    public OrderWorkload(WorkloadOptions options) {
        this.options = options;
        this.text = switch (options.syntax()) {
            case X12 -> new X12OrderText(options);
            case EDIFACT -> new EdifactOrderText(options);
        };
    }

    /** One file to send. */
    public record Sample(String name, List<String> orders, boolean damaged, byte[] bytes) {}

    /** Takes samples as they are made. */
    @FunctionalInterface
    public interface Receiver {
        void take(Sample sample) throws IOException;
    }

    /** All files at once; for workloads that fit into memory. */
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        try {
            make(samples::add);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing here reads or writes", e);
        }
        return samples;
    }

    /** Writes into a folder (a file an order) or a file (one interchange). */
    public Manifest writeTo(Path out) throws IOException {
        if (!options.files()) {
            return make(sample -> Files.write(out, sample.bytes()));
        }
        Files.createDirectories(out);
        return make(sample -> Files.write(out.resolve(sample.name()), sample.bytes()));
    }

    /** The sums without the bytes. */
    public Manifest manifest() {
        try {
            return make(sample -> {});
        } catch (IOException e) {
            throw new IllegalStateException("Nothing here reads or writes", e);
        }
    }

    /** Makes the files one after another. */
    public Manifest make(Receiver receiver) throws IOException {
        Sums sums = new Sums();
        if (options.files()) {
            for (int i = 0; i < options.count(); i++) {
                Sample sample = file(i, sums);
                sums.count(sample.bytes());
                receiver.take(sample);
            }
        } else {
            Sample sample = interchange(sums);
            sums.count(sample.bytes());
            receiver.take(sample);
        }
        return sums.manifest();
    }

    private Sample file(int index, Sums sums) {
        long number = options.start() + index;
        Defect defect = defectOf(index);
        SampleOrder order = sums.add(SampleOrder.make(options.seed(), number, options.lines()), defect);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(text.header(number), bytes);
        write(text.order(order, 1, defect), bytes);
        write(text.trailer(1, number), bytes);
        String name = String.format(Locale.ROOT, "po%06d.%s", number, text.extension());
        return new Sample(name, List.of(order.number()), defect != Defect.NONE, damage(bytes.toByteArray(), index));
    }

    private byte[] damage(byte[] whole, int index) {
        return switch (defectOf(index)) {
            case TRUNCATED -> Arrays.copyOf(whole, (int) (whole.length * 6L / 10));
            case GARBAGE -> garbage(index);
            default -> whole;
        };
    }

    /** Every byte from a generator of its own, which is slow, and the same everywhere. */
    private static byte[] garbage(int index) {
        byte[] bytes = new byte[GARBAGE_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) new RepeatableRandom(i + index).below(256);
        }
        return bytes;
    }

    private Sample interchange(Sums sums) {
        ByteArrayOutputStream orders = new ByteArrayOutputStream();
        List<String> numbers = new ArrayList<>();
        int count = 0;
        while (options.targetBytes() > 0 ? orders.size() < options.targetBytes() : count < options.count()) {
            Defect defect = defectOf(count);
            SampleOrder order =
                    sums.add(SampleOrder.make(options.seed(), options.start() + count, options.lines()), defect);
            count++;
            numbers.add(order.number());
            write(text.order(order, count, defect), orders);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(orders.size() + 300);
        write(text.header(options.start()), bytes);
        bytes.writeBytes(orders.toByteArray());
        write(text.trailer(count, options.start()), bytes);
        return new Sample("orders." + text.extension(), numbers, !sums.damaged.isEmpty(), bytes.toByteArray());
    }

    private Defect defectOf(int index) {
        return (index + 1) % options.defectEvery() == 0 ? options.defect() : Defect.NONE;
    }

    private void write(List<String> segments, OutputStream out) {
        String end = options.newline() ? text.terminator() + "\n" : String.valueOf(text.terminator());
        try {
            for (String segment : segments) {
                out.write((segment + end).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not refuse writing", e);
        }
    }

    private static final class Sums {
        private final MessageDigest digest = sha256();
        private final List<String> damaged = new ArrayList<>();
        private long orders;
        private long lines;
        private long quantity;
        private long amountCents;
        private long files;
        private long bytes;

        SampleOrder add(SampleOrder order, Defect defect) {
            orders++;
            lines += order.lines().size();
            quantity += order.quantity();
            amountCents += order.amountCents();
            if (defect != Defect.NONE) {
                damaged.add(order.number());
            }
            return order;
        }

        void count(byte[] file) {
            files++;
            bytes += file.length;
            digest.update(file);
        }

        Manifest manifest() {
            String sha256 = HexFormat.of().formatHex(digest.digest());
            return new Manifest(orders, lines, quantity, amountCents, files, bytes, sha256, List.copyOf(damaged));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }
}
