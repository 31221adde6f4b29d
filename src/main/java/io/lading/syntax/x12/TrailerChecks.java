package io.lading.syntax.x12;

import io.lading.interchange.FindingCode;
import io.lading.syntax.ControlNumbers;
import io.lading.syntax.EnvelopeFindings;
import io.lading.syntax.EnvelopeFindings.Place;
import io.lading.syntax.InterchangeListener.Trailer;
import io.lading.syntax.SegmentTable;

/** Compares counts and control numbers of SE, GE and IEA with what was read (X12.5). */
final class TrailerChecks {
    private final EnvelopeFindings findings;

    TrailerChecks(EnvelopeFindings findings) {
        this.findings = findings;
    }

    void set(SegmentTable set, String controlNumber) {
        int last = set.segmentCount() - 1;
        int ordinal = set.ordinal(last);
        Place count = place(set, last, ordinal, 1, "segment count");
        count(FindingCode.SEGMENT_COUNT_WRONG, count, ordinal, set.text(last, 1));
        String found = set.text(last, 2);
        if (!found.equals(controlNumber)) {
            findings.fault(
                    FindingCode.SET_CONTROL_NUMBER_MISMATCH,
                    place(set, last, ordinal, 2, "control number"),
                    controlNumber,
                    found);
        }
    }

    void group(SegmentTable segment, int ordinal, Trailer trailer, String controlNumber) {
        Place count = place(segment, 0, ordinal, 1, "transaction set count");
        count(FindingCode.SET_COUNT_WRONG, count, trailer.actualCount(), segment.text(0, 1));
        number(FindingCode.GROUP_CONTROL_NUMBER_MISMATCH, segment, ordinal, trailer, controlNumber);
    }

    /** @param acknowledgementsOnly no group, but TA1 segments, which many senders count as one */
    void interchange(
            SegmentTable segment, int ordinal, Trailer trailer, String controlNumber, boolean acknowledgementsOnly) {
        Place count = place(segment, 0, ordinal, 1, "group count");
        if (acknowledgementsOnly && trailer.declaredCount() != trailer.actualCount()) {
            String actual = String.valueOf(trailer.actualCount());
            findings.warning(FindingCode.GROUP_COUNT_WRONG, count, actual, segment.text(0, 1));
        } else {
            count(FindingCode.GROUP_COUNT_WRONG, count, trailer.actualCount(), segment.text(0, 1));
        }
        number(FindingCode.INTERCHANGE_CONTROL_NUMBER_MISMATCH, segment, ordinal, trailer, controlNumber);
    }

    private void count(FindingCode code, Place place, long actual, String found) {
        if (ControlNumbers.value(found) != actual) {
            findings.fault(code, place, String.valueOf(actual), found);
        }
    }

    /** Group and interchange control numbers are numeric: the same number with other leading zeros is the same. */
    private void number(FindingCode code, SegmentTable segment, int ordinal, Trailer trailer, String controlNumber) {
        String found = trailer.controlNumber();
        if (found.equals(controlNumber)) {
            return;
        }
        Place place = place(segment, 0, ordinal, 2, "control number");
        long value = ControlNumbers.value(found.strip());
        if (value >= 0 && value == ControlNumbers.value(controlNumber)) {
            findings.warning(FindingCode.CONTROL_NUMBER_MALFORMED, place, controlNumber + " as in the header", found);
            return;
        }
        findings.fault(code, place, controlNumber, found);
    }

    private static Place place(SegmentTable table, int segment, int ordinal, int element, String name) {
        return EnvelopeFindings.place(table, segment, ordinal, element, name);
    }
}
