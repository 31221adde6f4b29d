package io.lading.syntax.edifact;

import io.lading.interchange.FindingCode;
import io.lading.syntax.ControlNumbers;
import io.lading.syntax.EnvelopeFindings;
import io.lading.syntax.EnvelopeFindings.Place;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.edifact.ServiceString.Source;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What must be right in the service segments for the envelope's sake (ISO 9735, annex C); documents are the validation's business. */
final class HeaderChecks {
    private static final int LONGEST_PARTY = 35;
    private static final int LONGEST_REFERENCE = 14;
    private static final int LONGEST_TYPE = 6;

    private final EnvelopeFindings findings;

    HeaderChecks(EnvelopeFindings findings) {
        this.findings = findings;
    }

    // ---- UNB ------------------------------------------------------------------------------------------------------

    void interchange(SegmentTable unb, ServiceString service, int version) {
        serviceString(unb, service);
        syntax(unb, version);
        party(unb, 2, "sender");
        party(unb, 3, "receiver");
        partyCharacters(unb, 2, "sender");
        partyCharacters(unb, 3, "receiver");
        String date = unb.text(0, 4);
        if (!isDate(date)) {
            findings.fault(
                    FindingCode.DATE_MALFORMED,
                    place(unb, 1, 4, 1, "date"),
                    version >= 4 ? "a date as CCYYMMDD" : "a date as YYMMDD",
                    date);
        }
        if (!isTime(unb.text(0, 4, 1, 2))) {
            findings.fault(
                    FindingCode.TIME_MALFORMED, place(unb, 1, 4, 2, "time"), "a time as HHMM", unb.text(0, 4, 1, 2));
        }
        reference(unb, 1, 5, "interchange reference");
    }

    private void serviceString(SegmentTable unb, ServiceString service) {
        if (service.source() == Source.GUESSED) {
            findings.warning(
                    FindingCode.ENVELOPE_MALFORMED,
                    place(unb, 1, 0, 0, null),
                    "UNA before a header with other service characters than the defaults",
                    unb.segmentText(0));
        }
        if (service.source() == Source.ANNOUNCED_SHORT) {
            findings.fault(
                    FindingCode.ENVELOPE_MALFORMED,
                    new Place("UNA", 0, 0, null, unb.offset(0)),
                    "UNA and six service characters",
                    "five");
        }
    }

    /** ISO 9735, clause 5: no level has control characters. */
    private void partyCharacters(SegmentTable unb, int element, String name) {
        for (int component = 1; component <= 2; component++) {
            String text = unb.text(0, element, 1, component);
            if (EnvelopeFindings.hasControl(text)) {
                findings.fault(
                        FindingCode.CHARACTER_NOT_ALLOWED,
                        place(unb, 1, element, component, name),
                        "printable characters in the " + name,
                        text);
            }
        }
    }

    private void syntax(SegmentTable unb, int version) {
        String identifier = unb.text(0, 1);
        if (SyntaxLevel.named(identifier).isEmpty()) {
            // Industries have identifiers of their own, such as IATA's; their characters are taken as they come.
            findings.warning(
                    FindingCode.CODE_NOT_ALLOWED,
                    place(unb, 1, 1, 1, "syntax identifier"),
                    "a syntax identifier from UNOA to UNOY",
                    identifier);
        }
        String number = unb.text(0, 1, 1, 2);
        if (number.isBlank()) {
            // Many leave it out, and mean version 1 to 3, which do not differ in what is read here.
            findings.warning(
                    FindingCode.ELEMENT_MISSING,
                    place(unb, 1, 1, 2, "syntax version"),
                    "a syntax version from 1 to 4",
                    "");
        } else if (version < 1 || version > 4 || number.strip().length() != 1) {
            findings.fault(
                    FindingCode.VERSION_NOT_SUPPORTED,
                    place(unb, 1, 1, 2, "syntax version"),
                    "a syntax version from 1 to 4",
                    number);
        }
    }

    private void party(SegmentTable unb, int element, String name) {
        String party = unb.text(0, element);
        if (party.isBlank()) {
            findings.fault(FindingCode.ELEMENT_MISSING, place(unb, 1, element, 1, name), "the " + name, "");
        } else if (party.length() > LONGEST_PARTY) {
            findings.fault(
                    FindingCode.ENVELOPE_MALFORMED,
                    place(unb, 1, element, 1, name),
                    "at most " + LONGEST_PARTY + " characters",
                    party);
        }
        String qualifier = unb.text(0, element, 1, 2);
        if (qualifier.length() > 4) {
            findings.fault(
                    FindingCode.ENVELOPE_MALFORMED,
                    place(unb, 1, element, 2, name + " qualifier"),
                    "at most 4 characters",
                    qualifier);
        }
    }

    // ---- UNG and UNH ----------------------------------------------------------------------------------------------

    void group(SegmentTable ung, int ordinal) {
        mandatory(ung, ordinal, 1, 1, "message type", FindingCode.GROUP_HEADER_MALFORMED);
        reference(ung, ordinal, 5, "group reference");
    }

    void message(SegmentTable unh) {
        reference(unh, 1, 1, "message reference");
        mandatory(unh, 1, 2, 1, "message type", FindingCode.SET_HEADER_MALFORMED);
        mandatory(unh, 1, 2, 2, "message version", FindingCode.SET_HEADER_MALFORMED);
        mandatory(unh, 1, 2, 3, "message release", FindingCode.SET_HEADER_MALFORMED);
        String type = unh.text(0, 2);
        if (type.length() > LONGEST_TYPE) {
            findings.error(
                    FindingCode.SET_HEADER_MALFORMED,
                    place(unh, 1, 2, 1, "message type"),
                    "at most " + LONGEST_TYPE + " letters",
                    type);
        }
    }

    private void mandatory(SegmentTable table, int ordinal, int element, int component, String name, FindingCode code) {
        if (table.text(0, element, 1, component).isBlank()) {
            findings.error(code, place(table, ordinal, element, component, name), "the " + name, "");
        }
    }

    private void reference(SegmentTable table, int ordinal, int element, String name) {
        String reference = table.text(0, element);
        if (reference.isBlank()) {
            findings.error(FindingCode.ELEMENT_MISSING, place(table, ordinal, element, 0, name), "the " + name, "");
        } else if (reference.length() > LONGEST_REFERENCE) {
            findings.fault(
                    FindingCode.CONTROL_NUMBER_MALFORMED,
                    place(table, ordinal, element, 0, name),
                    "at most " + LONGEST_REFERENCE + " characters",
                    reference);
        }
    }

    // ---- trailers -------------------------------------------------------------------------------------------------

    void count(FindingCode code, SegmentTable table, int segment, int ordinal, String name, long actual) {
        String found = table.text(segment, 1);
        if (ControlNumbers.value(found) != actual) {
            Place place = EnvelopeFindings.place(table, segment, ordinal, 1, name);
            findings.fault(code, place, String.valueOf(actual), found);
        }
    }

    /** References are text (an..14): {@code 916} is not {@code 0916}. */
    void reference(FindingCode code, SegmentTable table, int segment, int ordinal, String name, String expected) {
        String found = table.text(segment, 2).strip();
        if (!found.equals(expected) && !expected.isEmpty()) {
            findings.fault(code, EnvelopeFindings.place(table, segment, ordinal, 2, name), expected, found);
        }
    }

    // ---- values ---------------------------------------------------------------------------------------------------

    void foreignCharacter(Place place, SyntaxLevel level, byte found) {
        int b = found & 0xFF;
        String shown = b > ' ' && b < 0x7F ? String.valueOf((char) b) : "byte 0x" + Integer.toHexString(b);
        findings.unlessTolerated(
                FindingCode.CHARACTER_NOT_ALLOWED, place, "characters of " + level.name() + " only", shown);
    }

    private static boolean isDate(String text) {
        long value = ControlNumbers.value(text);
        if (value < 0 || (text.length() != 6 && text.length() != 8)) {
            return false;
        }
        int day = (int) (value % 100);
        int month = (int) (value / 100 % 100);
        int year = (int) (value / 10_000) + (text.length() == 6 ? 2000 : 0);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isTime(String text) {
        return (text.length() == 4 || text.length() == 6)
                && ControlNumbers.value(text) >= 0
                && text.compareTo("24") < 0
                && text.charAt(2) < '6';
    }

    private static Place place(SegmentTable table, int ordinal, int element, int component, @Nullable String name) {
        return EnvelopeFindings.place(table, 0, ordinal, element, component, name);
    }
}
