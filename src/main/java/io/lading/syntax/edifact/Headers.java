package io.lading.syntax.edifact;

import io.lading.interchange.Delimiters;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.syntax.SegmentTable;
import org.jspecify.annotations.Nullable;

/** Reads what UNB, UNG and UNH say (ISO 9735, annex C). */
final class Headers {
    /** UNB 0035: this and every other indicator means that the interchange is no production. */
    private static final String TEST = "1";

    private Headers() {}

    static InterchangeHeader interchange(SegmentTable unb, Delimiters delimiters, long offset) {
        String version = unb.text(0, 1, 1, 2).strip();
        String identifier = unb.text(0, 1).strip();
        return new InterchangeHeader(
                Standard.EDIFACT,
                unb.text(0, 2, 1, 2).strip(),
                unb.text(0, 2).strip(),
                unb.text(0, 3, 1, 2).strip(),
                unb.text(0, 3).strip(),
                unb.text(0, 4),
                unb.text(0, 4, 1, 2),
                version.isEmpty() ? identifier : identifier + ":" + version,
                unb.text(0, 5).strip(),
                unb.text(0, 9).equals("1"),
                usage(unb.text(0, 11)),
                delimiters,
                unb.text(0, 2, 1, 3).strip(),
                unb.text(0, 3, 1, 3).strip(),
                unb.text(0, 7).strip(),
                offset);
    }

    private static Usage usage(String indicator) {
        return indicator.isBlank() || indicator.equals("0")
                ? Usage.PRODUCTION
                : indicator.equals(TEST) ? Usage.TEST : Usage.INFORMATION;
    }

    static GroupHeader group(SegmentTable ung) {
        return new GroupHeader(
                ung.text(0, 1).strip(),
                ung.text(0, 2).strip(),
                ung.text(0, 3).strip(),
                ung.text(0, 4),
                ung.text(0, 4, 1, 2),
                ung.text(0, 5).strip(),
                ung.text(0, 6),
                release(ung.text(0, 7), ung.text(0, 7, 1, 2)),
                ung.offset(0));
    }

    /** @param before the header of the message before it, whose texts are shared where they are the same; null if there is none */
    static SetHeader message(SegmentTable set, int ordinal, @Nullable SetHeader before) {
        SetHeader header = new SetHeader(
                set.text(0, 2).strip(),
                set.text(0, 1).strip(),
                set.text(0, 2, 1, 5).strip(),
                release(set.text(0, 2, 1, 2), set.text(0, 2, 1, 3)),
                ordinal,
                set.offset(0));
        return before == null ? header : header.sharing(before);
    }

    /** {@code D.96A}, from 0052 and 0054. */
    private static String release(String version, String number) {
        String first = version.strip();
        String second = number.strip();
        return second.isEmpty() ? first : first + "." + second;
    }
}
