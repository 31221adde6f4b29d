package io.lading.syntax.x12;

import io.lading.interchange.Delimiters;
import io.lading.interchange.FindingCode;
import io.lading.syntax.ControlNumbers;
import io.lading.syntax.EnvelopeFindings;
import io.lading.syntax.EnvelopeFindings.Place;
import io.lading.syntax.SegmentTable;
import java.time.YearMonth;
import java.util.Set;

/** What must be right in ISA, GS and ST for the envelope's sake (X12.5); documents are the validation's business. */
final class HeaderChecks {
    private static final String[] ISA_NAMES = {
        "authorization qualifier",
        "authorization",
        "security qualifier",
        "security",
        "sender qualifier",
        "sender",
        "receiver qualifier",
        "receiver",
        "date",
        "time",
        "repetition separator",
        "version",
        "control number",
        "acknowledgment requested",
        "usage",
        "component separator"
    };
    private static final String[] GS_NAMES = {
        "functional identifier", "sender", "receiver", "date", "time", "control number", "agency", "release"
    };

    private static final String[] TA1_NAMES = {"control number", "date", "time", "acknowledgment code", "note code"};

    /** I05, the qualifiers of ISA05 and ISA07 up to interchange version 00501. */
    private static final Set<String> PARTY_QUALIFIERS = Set.of(
            "01", "02", "03", "04", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
            "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38",
            "AM", "NR", "SA", "SN", "ZZ");

    private static final String LAST_VERSION_OF_QUALIFIERS = "00501";
    /** The first release whose dates have a century (DT 8/8). */
    private static final String FIRST_WITH_CENTURY = "004010";
    /** TA105. */
    private static final int LAST_NOTE = 31;

    private final EnvelopeFindings findings;

    HeaderChecks(EnvelopeFindings findings) {
        this.findings = findings;
    }

    // ---- ISA ------------------------------------------------------------------------------------------------------

    void interchange(SegmentTable table, IsaSegment isa) {
        int wrong = isa.firstOfWrongWidth();
        if (wrong > 0) {
            findings.fault(
                    FindingCode.ENVELOPE_MALFORMED,
                    isaPlace(table, wrong),
                    "ISA" + twoDigits(wrong) + " of exactly " + IsaSegment.width(wrong)
                            + (IsaSegment.width(wrong) == 1 ? " character" : " characters"),
                    isa.raw(wrong));
        }
        interchangeCharacters(table, isa);
        interchangeParties(table, isa);
        if (!isDate(isa.value(9), 6)) {
            findings.fault(FindingCode.DATE_MALFORMED, isaPlace(table, 9), "a date as YYMMDD", isa.raw(9));
        }
        if (!isTime(isa.value(10), 4, 4)) {
            findings.fault(FindingCode.TIME_MALFORMED, isaPlace(table, 10), "a time as HHMM", isa.raw(10));
        }
        interchangeVersion(table, isa);
        if (ControlNumbers.value(isa.value(13)) < 0) {
            findings.fault(
                    FindingCode.CONTROL_NUMBER_MALFORMED, isaPlace(table, 13), "a number of nine digits", isa.raw(13));
        }
        code(table, isa, 14, "01", "0 or 1");
        code(table, isa, 15, "PTI", "P, T or I");
    }

    /** X12.6, 3.3: control characters are of neither character set; dates, numbers and codes are looked at by themselves. */
    private void interchangeCharacters(SegmentTable table, IsaSegment isa) {
        for (int element = 1; element <= 8; element++) {
            String raw = isa.raw(element);
            if (EnvelopeFindings.hasControl(raw)) {
                findings.fault(
                        FindingCode.CHARACTER_NOT_ALLOWED,
                        isaPlace(table, element),
                        "printable characters in the " + ISA_NAMES[element - 1] + " (ISA" + twoDigits(element) + ")",
                        raw);
            }
        }
    }

    private void interchangeParties(SegmentTable table, IsaSegment isa) {
        for (int element = 5; element <= 8; element++) {
            if (isa.value(element).isEmpty()) {
                findings.fault(
                        FindingCode.ELEMENT_MISSING,
                        isaPlace(table, element),
                        "the " + ISA_NAMES[element - 1] + " (ISA" + twoDigits(element) + ")",
                        "");
            } else if (element % 2 == 1 && !isQualifier(isa.value(element), isa.value(12))) {
                findings.fault(
                        FindingCode.CODE_NOT_ALLOWED,
                        isaPlace(table, element),
                        "a qualifier of X12 such as 01, 08, 12, 14, 16, 20 or ZZ",
                        isa.raw(element));
            }
        }
    }

    private static boolean isQualifier(String value, String version) {
        return PARTY_QUALIFIERS.contains(value) || version.compareTo(LAST_VERSION_OF_QUALIFIERS) > 0;
    }

    private void interchangeVersion(SegmentTable table, IsaSegment isa) {
        String version = isa.value(12);
        if (version.length() != 5 || ControlNumbers.value(version) < 0) {
            findings.fault(
                    FindingCode.VERSION_NOT_SUPPORTED, isaPlace(table, 12), "five digits such as 00401", isa.raw(12));
        } else if (version.compareTo("00200") < 0 || version.compareTo("00900") >= 0) {
            findings.warning(
                    FindingCode.VERSION_NOT_SUPPORTED,
                    isaPlace(table, 12),
                    "an interchange version from 00200 to 00803 (the documents' release stands in GS08)",
                    version);
        }
    }

    private void code(SegmentTable table, IsaSegment isa, int element, String codes, String expected) {
        String value = isa.value(element);
        if (value.length() != 1 || codes.indexOf(value.charAt(0)) < 0) {
            findings.fault(FindingCode.CODE_NOT_ALLOWED, isaPlace(table, element), expected, isa.raw(element));
        }
    }

    /** The delimiters as far as they can be told from data and from each other; those that cannot are left out. */
    static Delimiters usable(IsaSegment isa) {
        byte element = isa.elementSeparator();
        byte[] terminator = isa.terminator();
        byte segment = terminator[terminator.length - 1];
        byte component = isa.componentSeparator();
        if (!IsaSegment.isUsable(component) || component == element || component == segment) {
            component = Delimiters.NONE;
        }
        byte repetition = isa.repetitionSeparator();
        if (repetition == element || repetition == segment || repetition == component) {
            repetition = Delimiters.NONE;
        }
        return new Delimiters(element, component, repetition, segment, Delimiters.NONE, (byte) '.');
    }

    /** Reports the delimiters that {@link #usable} left out. */
    void delimiters(SegmentTable table, IsaSegment isa, Delimiters usable) {
        if (isa.componentSeparator() == Delimiters.NONE) {
            findings.fault(FindingCode.ENVELOPE_MALFORMED, isaPlace(table, 16), "a component separator (ISA16)", "");
        } else if (usable.component() == Delimiters.NONE) {
            unusable(table, 16, isa.componentSeparator());
        }
        if (isa.repetitionSeparator() != usable.repetition()) {
            unusable(table, 11, isa.repetitionSeparator());
        }
    }

    /** The element separator or terminator is a letter, digit or blank, or one is the other: nothing more can be read. */
    void unreadable(SegmentTable table, IsaSegment isa) {
        boolean separator = !IsaSegment.isUsable(isa.elementSeparator());
        byte found = separator ? isa.elementSeparator() : isa.terminator()[0];
        long offset = table.offset(0) + (separator ? 3 : table.endOffset(0) - table.offset(0));
        findings.error(
                FindingCode.DELIMITER_UNUSABLE,
                new Place("ISA", 1, 0, null, offset),
                separator
                        ? "an element separator that is neither letter, digit nor blank"
                        : "a segment terminator that is neither letter, digit nor blank, and not the element separator",
                printable(found));
    }

    private void unusable(SegmentTable table, int element, byte delimiter) {
        findings.fault(
                FindingCode.DELIMITER_UNUSABLE,
                isaPlace(table, element),
                "a " + ISA_NAMES[element - 1]
                        + " that is no letter, digit or blank and differs from the other delimiters",
                printable(delimiter));
    }

    private static Place isaPlace(SegmentTable table, int element) {
        return EnvelopeFindings.place(table, 0, 1, element, ISA_NAMES[element - 1]);
    }

    // ---- GS and ST ------------------------------------------------------------------------------------------------

    void group(SegmentTable table, int ordinal) {
        for (int element : new int[] {1, 2, 3, 8}) {
            if (!table.isPresent(0, element)) {
                findings.error(
                        FindingCode.GROUP_HEADER_MALFORMED,
                        gsPlace(table, ordinal, element),
                        "the " + GS_NAMES[element - 1] + " (GS" + twoDigits(element) + ")",
                        "");
            }
        }
        String number = table.text(0, 6);
        if (number.length() > 9 || ControlNumbers.value(number) < 0) {
            findings.error(
                    FindingCode.CONTROL_NUMBER_MALFORMED,
                    gsPlace(table, ordinal, 6),
                    "a number of one to nine digits",
                    number);
        }
        String agency = table.text(0, 7);
        if (!agency.equals("X") && !agency.equals("T")) {
            findings.error(FindingCode.CODE_NOT_ALLOWED, gsPlace(table, ordinal, 7), "X or T", agency);
        }
        String date = table.text(0, 4);
        if (!isDate(date, 8) && (hasCentury(table.text(0, 8)) || !isDate(date, 6))) {
            findings.warning(FindingCode.DATE_MALFORMED, gsPlace(table, ordinal, 4), "a date as CCYYMMDD", date);
        }
        String time = table.text(0, 5);
        if (!isTime(time, 4, 8)) {
            findings.warning(FindingCode.TIME_MALFORMED, gsPlace(table, ordinal, 5), "a time as HHMM", time);
        }
    }

    private static boolean hasCentury(String release) {
        return release.length() >= FIRST_WITH_CENTURY.length()
                && Character.isDigit(release.charAt(0))
                && release.compareTo(FIRST_WITH_CENTURY) >= 0;
    }

    // ---- TA1 ------------------------------------------------------------------------------------------------------

    /** What a TA1 says. Date and time are quoted from the header it answers, and need not exist. */
    void acknowledgement(SegmentTable table, int ordinal) {
        String note = table.text(0, 5);
        String number = table.text(0, 1);
        if (number.length() != 9 || ControlNumbers.value(number) < 0) {
            findings.fault(
                    FindingCode.CONTROL_NUMBER_MALFORMED,
                    taPlace(table, ordinal, 1),
                    "a number of nine digits",
                    number);
        }
        String date = table.text(0, 2);
        if (date.length() != 6 || ControlNumbers.value(date) < 0) {
            findings.fault(FindingCode.DATE_MALFORMED, taPlace(table, ordinal, 2), "a date as YYMMDD", date);
        }
        String time = table.text(0, 3);
        if (time.length() != 4 || ControlNumbers.value(time) < 0) {
            findings.fault(FindingCode.TIME_MALFORMED, taPlace(table, ordinal, 3), "a time as HHMM", time);
        }
        String answer = table.text(0, 4);
        if (!answer.equals("A") && !answer.equals("E") && !answer.equals("R")) {
            findings.fault(FindingCode.CODE_NOT_ALLOWED, taPlace(table, ordinal, 4), "A, E or R", answer);
        }
        long code = note.length() == 3 ? ControlNumbers.value(note) : -1;
        if (code < 0 || code > LAST_NOTE) {
            findings.fault(
                    FindingCode.CODE_NOT_ALLOWED, taPlace(table, ordinal, 5), "a note code from 000 to 031", note);
        }
    }

    private static Place taPlace(SegmentTable table, int ordinal, int element) {
        return EnvelopeFindings.place(table, 0, ordinal, element, TA1_NAMES[element - 1]);
    }

    private static Place gsPlace(SegmentTable table, int ordinal, int element) {
        return EnvelopeFindings.place(table, 0, ordinal, element, GS_NAMES[element - 1]);
    }

    void set(SegmentTable table) {
        String type = table.text(0, 1);
        if (type.length() != 3 || ControlNumbers.value(type) < 0) {
            findings.error(
                    FindingCode.SET_HEADER_MALFORMED,
                    EnvelopeFindings.place(table, 0, 1, 1, "transaction set identifier"),
                    "a transaction set identifier of three digits",
                    type);
        }
        String number = table.text(0, 2);
        if (number.length() < 4 || number.length() > 9) {
            findings.fault(
                    FindingCode.CONTROL_NUMBER_MALFORMED,
                    EnvelopeFindings.place(table, 0, 1, 2, "control number"),
                    "four to nine characters",
                    number);
        }
    }

    // ---- values ---------------------------------------------------------------------------------------------------

    static boolean isDate(String text, int length) {
        long value = ControlNumbers.value(text);
        if (text.length() != length || value < 0) {
            return false;
        }
        int day = (int) (value % 100);
        int month = (int) (value / 100 % 100);
        int year = (int) (value / 10_000);
        int century = length == 6 ? 2000 : 0;
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(century + year, month).lengthOfMonth();
    }

    static boolean isTime(String text, int shortest, int longest) {
        if (text.length() < shortest
                || text.length() > longest
                || ControlNumbers.value(text) < 0
                || text.length() == 5) {
            return false;
        }
        return text.compareTo("24") < 0 && text.charAt(2) < '6' && (text.length() < 6 || text.charAt(4) < '6');
    }

    private static String printable(byte delimiter) {
        int b = delimiter & 0xFF;
        return b > ' ' && b < 0x7F ? String.valueOf((char) b) : "byte 0x" + Integer.toHexString(b);
    }

    private static String twoDigits(int element) {
        return element < 10 ? "0" + element : String.valueOf(element);
    }
}
