package io.lading.tracking;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The form of the record's ids: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of sequence. People see
 * them as 13 letters and digits of Crockford's base 32 (no I, L, O, U), which sort as the numbers do.
 */
public final class RecordId {
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;
    private static final int NODE_BITS = 10;
    private static final int SEQUENCE_BITS = 12;
    static final int TIME_SHIFT = NODE_BITS + SEQUENCE_BITS;
    private static final int LENGTH = 13;
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private RecordId() {}

    static long of(long millis, int node, int sequence) {
        return ((millis - EPOCH_MILLIS) << TIME_SHIFT) | ((long) node << SEQUENCE_BITS) | sequence;
    }

    /** When an id was made, to the millisecond. */
    public static Instant instantOf(long id) {
        return Instant.ofEpochMilli((id >>> TIME_SHIFT) + EPOCH_MILLIS);
    }

    /** The least id that can be made at an instant: an id's time can be compared without a column for it. */
    static long firstAt(Instant instant) {
        return Math.max(0, instant.toEpochMilli() - EPOCH_MILLIS) << TIME_SHIFT;
    }

    static long millisOf(long id) {
        return (id >>> TIME_SHIFT) + EPOCH_MILLIS;
    }

    /** The 13 characters people see. */
    public static String text(long id) {
        char[] out = new char[LENGTH];
        long rest = id;
        for (int i = LENGTH - 1; i >= 0; i--) {
            out[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(out);
    }

    /** Reads what {@link #text} wrote, in either case, with the letters people mistake forgiven; empty if it is no id. */
    public static OptionalLong parse(String text) {
        if (text.length() != LENGTH) {
            return OptionalLong.empty();
        }
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digit(Character.toUpperCase(text.charAt(i)));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            id = (id << 5) | digit;
        }
        return id < 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private static int digit(char c) {
        return switch (c) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> DIGITS.indexOf(c);
        };
    }
}
