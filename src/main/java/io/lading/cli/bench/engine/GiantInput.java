package io.lading.cli.bench.engine;

import io.lading.cli.bench.OrderWorkload;
import io.lading.cli.bench.WorkloadOptions;
import io.lading.interchange.Standard;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one interchange of any size: a thousand ten-line orders over and over, each time with control numbers of
 * their own, so that nothing but their count is kept.
 */
final class GiantInput extends InputStream {
    private static final int ORDERS = 1_000;
    private static final int FIRST = 100_001;
    private static final int DIGITS = 6;

    private final byte[] header;
    private final byte[] orders;
    private final byte[] trailer;
    /** Where in {@link #orders} control numbers stand: header and trailer of each order. */
    private final int[] numbers = new int[2 * ORDERS];

    private final long blocks;
    private long block = -1;
    private byte[] current;
    private int position;

    GiantInput(Standard standard, long bytes) {
        WorkloadOptions.Syntax syntax =
                standard == Standard.X12 ? WorkloadOptions.Syntax.X12 : WorkloadOptions.Syntax.EDIFACT;
        WorkloadOptions options = WorkloadOptions.interchange(ORDERS, 1).written(syntax, 10);
        String text = new String(new OrderWorkload(options).samples().get(0).bytes(), StandardCharsets.US_ASCII);
        String begin = standard == Standard.X12 ? "ST*850*" : "UNH+";
        String end = standard == Standard.X12 ? "GE*" : "UNZ+";
        int from = text.indexOf(begin);
        int to = text.lastIndexOf(end);
        header = text.substring(0, from).getBytes(StandardCharsets.US_ASCII);
        StringBuilder wide = new StringBuilder();
        int found = 0;
        String trailerBegin = standard == Standard.X12 ? "SE*" : "UNT+";
        char separator = standard == Standard.X12 ? '*' : '+';
        char terminator = standard == Standard.X12 ? '~' : '\'';
        for (String segment : text.substring(from, to).split(String.valueOf(terminator))) {
            String written = segment;
            if (segment.startsWith(begin)) {
                String rest =
                        standard == Standard.X12 ? "" : segment.substring(segment.indexOf(separator, begin.length()));
                numbers[found++] = wide.length() + begin.length();
                written = begin + FIRST + rest;
            } else if (segment.startsWith(trailerBegin)) {
                written = segment.substring(0, segment.lastIndexOf(separator) + 1) + FIRST;
                numbers[found++] = wide.length() + written.length() - DIGITS;
            }
            wide.append(written).append(terminator);
        }
        orders = wide.toString().getBytes(StandardCharsets.US_ASCII);
        blocks = Math.min(890, Math.max(1, bytes / orders.length));
        String count = String.valueOf(documents());
        String last = text.substring(to);
        trailer = (standard == Standard.X12
                        ? last.replaceFirst("GE\\*\\d+", "GE*" + count)
                        : last.replaceFirst("UNZ\\+\\d+", "UNZ+" + count))
                .getBytes(StandardCharsets.US_ASCII);
        current = header;
    }

    long documents() {
        return blocks * ORDERS;
    }

    long length() {
        return header.length + blocks * orders.length + trailer.length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == current.length && !next()) {
            return -1;
        }
        int n = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, n);
        position += n;
        return n;
    }

    private boolean next() {
        if (block == blocks) {
            return false;
        }
        block++;
        position = 0;
        current = block < blocks ? orders : trailer;
        if (block < blocks) {
            number(block * ORDERS);
        }
        return true;
    }

    private void number(long before) {
        for (int i = 0; i < numbers.length; i++) {
            long number = FIRST + before + i / 2;
            for (int digit = DIGITS - 1; digit >= 0; digit--) {
                orders[numbers[i] + digit] = (byte) ('0' + number % 10);
                number /= 10;
            }
        }
    }
}
