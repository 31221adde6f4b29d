package io.lading.routing.process;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.syntax.SegmentSuffix;
import io.lading.syntax.WrittenSet;
import java.time.LocalDateTime;
import java.util.List;

/**
 * An interchange as it leaves.
 *
 * @param controlNumber ISA13; UNB 0020
 * @param date ISA09; UNB S004
 * @param time ISA10; UNB S004
 * @param groupControlNumbers GS06 of each group; UNG 0048, or empty without UNG
 * @param sets of each group, with their places in the bytes
 * @param delimiters in force; others than agreed if a value held one of those
 * @param findings what could not be written as given; with an error among them the interchange must not leave
 */
record Composition(
        byte[] bytes,
        String controlNumber,
        String date,
        String time,
        List<String> groupControlNumbers,
        List<List<WrittenSet>> sets,
        Delimiters delimiters,
        List<Finding> findings) {

    /** @param at in the partner's zone */
    static Composition write(InterchangePlan plan, ControlNumbers numbers, LocalDateTime at) {
        return switch (plan.standard()) {
            case X12 -> X12Composition.write(plan, numbers, at);
            case EDIFACT -> EdifactComposition.write(plan, numbers, at);
        };
    }

    static SegmentSuffix suffix(String text) {
        return switch (text) {
            case "\n" -> SegmentSuffix.LF;
            case "\r\n" -> SegmentSuffix.CRLF;
            default -> SegmentSuffix.NONE;
        };
    }

    static String digits(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
