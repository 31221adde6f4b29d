package io.lading.partner;

import java.time.Duration;
import java.util.Locale;

/**
 * How repeated interchange control numbers are taken.
 *
 * @param window how far back a control number counts as used
 * @param otherBytes what happens to the same number with other content
 */
public record DuplicatePolicy(Duration window, OtherBytes otherBytes) {

    /** What to do with a used control number that comes with other bytes. */
    public enum OtherBytes {
        HOLD,
        REJECT,
        ACCEPT;

        /** As files write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
