package io.lading.validation;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.syntax.SegmentTable;

/**
 * Checks the elements of one segment at a time. The loop over a segment of simple elements is the hot path; composites,
 * repetitions and everything that is not plainly right take the long way round. Single-threaded.
 */
final class ElementChecks {
    private static final long DATE_AND_FORMAT = 0b110;
    /** 2379: CCYYMMDD, as nearly all dates are. */
    private static final byte[] DAY = {'1', '0', '2'};

    private static final int DAY_LENGTH = 8;

    private final FindingList findings;
    private final ConditionChecks conditions;
    private final ValueChecks values;
    private SegmentTable table = new SegmentTable();
    private byte[] bytes = {};
    private byte decimalMark = '.';
    private boolean repeats;
    /** True if the segment at hand holds no control character, so that none of its values can. */
    private boolean printable;
    /** The token after the composite looked at last. */
    private int afterComposite;

    ElementChecks(FindingList findings) {
        this.findings = findings;
        this.conditions = new ConditionChecks(findings);
        this.values = new ValueChecks(findings);
    }

    void begin(SegmentTable segments, Standard standard) {
        table = segments;
        bytes = segments.bytes();
        decimalMark = Validator.decimalMark(segments.delimiters());
        repeats = segments.delimiters().repetition() != Delimiters.NONE;
        conditions.begin(segments);
        values.begin(segments, standard);
    }

    /** Checks one segment. Hot path. */
    void check(int segment, LayoutRule rule) {
        int begin = table.tokensBegin(segment);
        int end = table.tokensEnd(segment);
        int count = end - begin;
        printable = Values.isPrintable(bytes, table.segmentStart(segment), table.segmentEnd(segment));
        if (table.elementCount(segment) != count) {
            long there = repeats ? presentIfRepeated(segment, rule) : presentOfComposites(segment, rule, begin, end);
            finish(segment, rule, begin, count, table.elementOf(end - 1), there);
            return;
        }
        int known = Math.min(count, rule.size());
        long present = 0;
        for (int i = 0; i < known; i++) {
            if (table.tokenStart(begin + i) == table.tokenEnd(begin + i)) {
                continue;
            }
            present |= 1L << i;
            if (!isFine(begin + i, rule, i)) {
                closely(segment, begin + i, rule, i + 1);
            }
        }
        finish(segment, rule, begin, count, count, present);
    }

    /** True if a value that is not empty is right beyond doubt. Hot path. */
    private boolean isFine(int token, LayoutRule rule, int index) {
        long facts = rule.facts(index);
        if (LayoutRule.isSlow(facts) || !table.isPlain(token)) {
            return false;
        }
        int start = table.tokenStart(token);
        int end = table.tokenEnd(token);
        return Values.areFine(facts, bytes, start, end, decimalMark, printable)
                && (!LayoutRule.isCoded(facts) || rule.allowsCode(index, bytes, start, end));
    }

    private void finish(int segment, LayoutRule rule, int begin, int count, int elements, long present) {
        boolean surplus = elements > rule.size();
        if (surplus || count == 0 || present == 0 || table.isEmpty(begin + count - 1)) {
            if (!checkEnds(segment, rule, present)) {
                return;
            }
        }
        if (!rule.isSatisfiedBy(present)) {
            conditions.report(segment, rule, present);
        }
    }

    /** Looks at empty segments, surplus elements and separators at the end; false if there is nothing more to check. */
    private boolean checkEnds(int segment, LayoutRule rule, long present) {
        int begin = table.tokensBegin(segment);
        int end = table.tokensEnd(segment);
        int lastWithData = end - 1;
        while (lastWithData >= begin && table.isEmpty(lastWithData)) {
            lastWithData--;
        }
        if (lastWithData < begin) {
            findings.emptySegment(segment);
            return false;
        }
        if (table.elementOf(lastWithData) > rule.size()) {
            String expected = "at most " + rule.size() + " elements in " + rule.name();
            findings.value(
                    FindingCode.ELEMENT_TOO_MANY,
                    Origin.STANDARD,
                    segment,
                    firstSurplus(segment, rule),
                    null,
                    expected);
        }
        if (lastWithData < end - 1) {
            findings.value(
                    FindingCode.SEPARATOR_SURPLUS,
                    Severity.NOTE,
                    Origin.STANDARD,
                    segment,
                    end - 1,
                    rule.element(table.elementOf(end - 1)),
                    "no separators after the last value");
        }
        return present != 0;
    }

    private int firstSurplus(int segment, LayoutRule rule) {
        int token = table.tokensBegin(segment);
        while (table.elementOf(token) <= rule.size() || table.isEmpty(token)) {
            token++;
        }
        return token;
    }

    // ---- composites and repetitions -------------------------------------------------------------------------------

    /** Checks a segment in which nothing can repeat, and says which elements have data. Hot path of EDIFACT. */
    private long presentOfComposites(int segment, LayoutRule rule, int begin, int end) {
        long present = 0;
        int token = begin;
        while (token < end) {
            int element = table.elementOf(token);
            ElementRule known = rule.element(element);
            LayoutRule components = known == null ? null : known.components();
            boolean there;
            if (known != null && components != null) {
                there = checkComposite(segment, token, end, known, components);
                token = afterComposite;
            } else {
                int next = endOfElement(token, end);
                there = known != null && hasData(token, next);
                if (known != null && there) {
                    checkSimple(segment, token, next, rule, known);
                }
                token = next;
            }
            present |= there ? 1L << (element - 1) : 0;
        }
        return present;
    }

    private int endOfElement(int token, int end) {
        int element = table.elementOf(token);
        int next = token + 1;
        while (next < end && table.elementOf(next) == element) {
            next++;
        }
        return next;
    }

    /** The same for a segment in which elements may repeat. */
    private long presentIfRepeated(int segment, LayoutRule rule) {
        int end = table.tokensEnd(segment);
        long present = 0;
        int token = table.tokensBegin(segment);
        while (token < end) {
            int next = endOfElement(token, end);
            int element = table.elementOf(token);
            ElementRule known = rule.element(element);
            if (known != null && hasData(token, next)) {
                checkRepetitions(segment, token, next, rule, known);
                present |= 1L << (element - 1);
            }
            token = next;
        }
        return present;
    }

    private boolean hasData(int from, int to) {
        for (int token = from; token < to; token++) {
            if (!table.isEmpty(token)) {
                return true;
            }
        }
        return false;
    }

    private void checkRepetitions(int segment, int from, int to, LayoutRule rule, ElementRule element) {
        int token = from;
        while (token < to) {
            int repetition = table.repetitionOf(token);
            int next = token;
            while (next < to && table.repetitionOf(next) == repetition) {
                next++;
            }
            if (repetition == element.repetitions() + 1) {
                String expected = element.repetitions() == 1
                        ? "no repetition"
                        : "at most " + element.repetitions() + " repetitions";
                findings.value(FindingCode.REPETITION_TOO_MANY, Origin.STANDARD, segment, token, element, expected);
            }
            LayoutRule components = element.components();
            if (components == null) {
                checkSimple(segment, token, next, rule, element);
            } else if (!checkComposite(segment, token, next, element, components)) {
                conditions.reportComponents(segment, token, components, 0);
            }
            token = next;
        }
    }

    private void checkSimple(int segment, int from, int to, LayoutRule rule, ElementRule element) {
        int place = table.elementOf(from);
        if (!table.isEmpty(from) && !isFine(from, rule, place - 1)) {
            closely(segment, from, rule, place);
        }
        if (to - from > 1) {
            findings.value(
                    FindingCode.COMPONENT_TOO_MANY,
                    Origin.STANDARD,
                    segment,
                    from + 1,
                    element,
                    "a value in one piece");
        }
    }

    /**
     * Checks the components of a composite in one of its repetitions, from a token to the end of the element or to
     * {@code to}, and notes where that was; false if all are empty. Hot path of EDIFACT.
     */
    private boolean checkComposite(int segment, int from, int to, ElementRule element, LayoutRule components) {
        int composite = table.elementOf(from);
        long present = 0;
        boolean surplus = false;
        int token = from;
        for (; token < to && table.elementOf(token) == composite; token++) {
            if (surplus || table.isEmpty(token)) {
                continue;
            }
            int place = table.componentOf(token);
            if (place > components.size()) {
                surplus = true;
                String expected = "at most " + components.size() + " components";
                findings.value(FindingCode.COMPONENT_TOO_MANY, Origin.STANDARD, segment, token, element, expected);
                continue;
            }
            present |= 1L << (place - 1);
            if (!isFine(token, components, place - 1)) {
                closely(segment, token, components, place);
            }
        }
        afterComposite = token;
        if (present == 0 && !surplus) {
            return false;
        }
        if (!components.isSatisfiedBy(present)) {
            conditions.reportComponents(segment, from, components, present);
        }
        if ((present & DATE_AND_FORMAT) == DATE_AND_FORMAT && components.isDateWithFormat()) {
            checkDate(segment, from, components);
        }
        return true;
    }

    /** A date of EDIFACT says itself how it is written (2379); all three components stand in a row. */
    private void checkDate(int segment, int from, LayoutRule components) {
        int value = from + 1;
        boolean usual = table.isPlain(value)
                && table.equalsAscii(from + 2, DAY)
                && table.tokenEnd(value) - table.tokenStart(value) == DAY_LENGTH
                && Values.isDate(bytes, table.tokenStart(value), table.tokenEnd(value));
        if (usual) {
            return;
        }
        String pattern = DateFormats.pattern(table.text(from + 2));
        if (!pattern.isEmpty() && !DateFormats.matches(pattern, table.text(from + 1))) {
            boolean time = pattern.startsWith("HH");
            findings.value(
                    time ? FindingCode.TIME_MALFORMED : FindingCode.DATE_MALFORMED,
                    Origin.STANDARD,
                    segment,
                    from + 1,
                    components.element(2),
                    (time ? "a time as " : "a date as ") + pattern);
        }
    }

    /** Goes round again with words for what is not plainly right. */
    private void closely(int segment, int token, LayoutRule rule, int place) {
        ElementRule element = rule.element(place);
        if (element == null) {
            return;
        }
        LayoutRule components = element.components();
        if (components == null) {
            values.check(segment, token, element);
        } else {
            checkComposite(segment, token, token + 1, element, components);
        }
    }
}
