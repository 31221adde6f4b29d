package io.lading.yaml;

import java.util.Optional;

/** Sizes in bytes as people write them in our files: {@code 512B 64KB 4MB 1GB}; 1 KB is 1,024 bytes. */
public final class Sizes {

    /** What a message says was expected. */
    public static final String EXPECTED = "a size with its unit, such as 512B, 64KB, 4MB or 1GB";

    private Sizes() {}

    /** The bytes, or nothing if the text is not a size. */
    public static Optional<Long> parse(String text) {
        int digits = Durations.leadingDigits(text);
        if (digits == 0 || digits > 9) {
            return Optional.empty();
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "B" -> Optional.of(amount);
            case "KB" -> Optional.of(amount << 10);
            case "MB" -> Optional.of(amount << 20);
            case "GB" -> Optional.of(amount << 30);
            default -> Optional.empty();
        };
    }

    /** The same in the largest unit that loses nothing. */
    public static String format(long bytes) {
        if (bytes != 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GB";
        }
        if (bytes != 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MB";
        }
        if (bytes != 0 && bytes % (1L << 10) == 0) {
            return (bytes >> 10) + "KB";
        }
        return bytes + "B";
    }
}
