package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Standard;
import io.lading.schema.CodeList;
import io.lading.schema.ElementRule;
import io.lading.syntax.SegmentTable;
import java.nio.charset.StandardCharsets;

/** Looks closely at one value that is not right beyond doubt, and finds the words for what is wrong. Single-threaded. */
final class ValueChecks {
    private final FindingList findings;
    private SegmentTable table = new SegmentTable();
    private byte decimalMark = '.';
    private boolean edifact;

    ValueChecks(FindingList findings) {
        this.findings = findings;
    }

    void begin(SegmentTable segments, Standard standard) {
        table = segments;
        decimalMark = Validator.decimalMark(segments.delimiters());
        edifact = standard == Standard.EDIFACT;
    }

    /** One element, or one component, that is not empty. */
    void check(int segment, int token, ElementRule element) {
        if (element.forbidden()) {
            findings.value(FindingCode.ELEMENT_FORBIDDEN, Origin.OVERLAY, segment, token, element, "nothing here");
            return;
        }
        if (table.isPlain(token)) {
            checkValue(segment, token, element, table.bytes(), table.tokenStart(token), table.tokenEnd(token));
            return;
        }
        byte[] plain = table.plainBytes(token);
        checkValue(segment, token, element, plain, 0, plain.length);
    }

    private void checkValue(int segment, int token, ElementRule element, byte[] value, int start, int end) {
        if (element.mandatory() && Values.isBlank(value, start, end)) {
            Origin origin = origin(element, ElementRule.USE);
            findings.value(FindingCode.ELEMENT_MISSING, origin, segment, token, element, element.label());
            return;
        }
        if (hasRightType(segment, token, element, value, start, end)
                && hasRightLength(segment, token, element, value, start, end)) {
            checkCode(segment, token, element, value, start, end);
        }
    }

    private boolean hasRightType(int segment, int token, ElementRule element, byte[] value, int start, int end) {
        return switch (element.type()) {
            case TEXT, CODE ->
                wrongUnless(
                        Values.isPrintable(value, start, end),
                        FindingCode.CHARACTER_NOT_ALLOWED,
                        segment,
                        token,
                        element,
                        "printable characters");
            case INTEGER ->
                wrongUnless(
                        Values.digits(value, start, end, (byte) 0) != Values.NO_NUMBER,
                        FindingCode.NUMBER_MALFORMED,
                        segment,
                        token,
                        element,
                        element.type().words());
            case DECIMAL ->
                wrongUnless(
                        Values.digits(value, start, end, decimalMark) != Values.NO_NUMBER,
                        FindingCode.NUMBER_MALFORMED,
                        segment,
                        token,
                        element,
                        element.type().words());
            case DATE ->
                wrongUnless(
                        Values.isDate(value, start, end) && isWithin(element, end - start),
                        FindingCode.DATE_MALFORMED,
                        segment,
                        token,
                        element,
                        element.longest() == 6 ? "a date as YYMMDD" : "a date as CCYYMMDD");
            case TIME ->
                wrongUnless(
                        Values.isTime(value, start, end) && isWithin(element, end - start),
                        FindingCode.TIME_MALFORMED,
                        segment,
                        token,
                        element,
                        "a time as HHMM" + (element.longest() > 4 ? " or HHMMSS" : ""));
            case NUMBER ->
                wrongUnless(
                        Values.edifactDigits(value, start, end) != Values.NO_NUMBER,
                        FindingCode.NUMBER_MALFORMED,
                        segment,
                        token,
                        element,
                        element.type().words());
            case BINARY -> true;
        };
    }

    private boolean wrongUnless(
            boolean right, FindingCode code, int segment, int token, ElementRule element, String expected) {
        if (!right) {
            findings.value(code, Origin.STANDARD, segment, token, element, expected);
        }
        return right;
    }

    private boolean hasRightLength(int segment, int token, ElementRule element, byte[] value, int start, int end) {
        int length =
                switch (element.type()) {
                    case INTEGER -> Values.digits(value, start, end, (byte) 0);
                    case DECIMAL -> Values.digits(value, start, end, decimalMark);
                    case NUMBER -> Values.edifactDigits(value, start, end);
                    case TEXT, CODE -> characters(token, start, end);
                    case DATE, TIME, BINARY -> end - start;
                };
        if (isWithin(element, length)) {
            return true;
        }
        FindingCode code = length > element.longest() ? FindingCode.ELEMENT_TOO_LONG : FindingCode.ELEMENT_TOO_SHORT;
        findings.value(code, origin(element, ElementRule.LENGTH), segment, token, element, element.lengthWords());
        return false;
    }

    /** Characters are not bytes in UTF-8. */
    private int characters(int token, int start, int end) {
        boolean oneByteEach = table.charset().equals(StandardCharsets.ISO_8859_1)
                || table.charset().equals(StandardCharsets.US_ASCII);
        return oneByteEach
                ? end - start
                : table.text(token).codePointCount(0, table.text(token).length());
    }

    private static boolean isWithin(ElementRule element, int length) {
        return length >= element.shortest() && length <= element.longest();
    }

    private void checkCode(int segment, int token, ElementRule element, byte[] value, int start, int end) {
        CodeList codes = element.codes();
        if (codes == null || codes.contains(value, start, end)) {
            return;
        }
        Origin origin = origin(element, ElementRule.CODES);
        // GS1 marks the codes it added to the directories' lists by an E (EANCOM part I); a partner's own list stays
        // closed.
        if (origin == Origin.OVERLAY || !edifact || !Values.isAddedByGs1(value, start, end)) {
            findings.value(FindingCode.CODE_NOT_ALLOWED, origin, segment, token, element, codes.words());
        }
    }

    static Origin origin(ElementRule element, int rule) {
        return element.isOverlaid(rule) ? Origin.OVERLAY : Origin.STANDARD;
    }
}
