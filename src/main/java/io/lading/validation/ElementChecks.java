package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.syntax.SegmentTable;

/**
 * Checks the elements of one segment, with its composites and repetitions, and says what is wrong. Segments that are right beyond
 * doubt do not come here: {@link QuickCheck} sees that sooner. Single-threaded.
 */
final class ElementChecks {
    private static final long DATE_AND_FORMAT = 0b110;

    private final FindingList findings;
    private final ConditionChecks conditions;
    private final ValueChecks values;
    private SegmentTable table = new SegmentTable();

    ElementChecks(FindingList findings) {
        this.findings = findings;
        this.conditions = new ConditionChecks(findings);
        this.values = new ValueChecks(findings);
    }

    void begin(SegmentTable segments, Standard standard) {
        table = segments;
        conditions.begin(segments);
        values.begin(segments, standard);
    }

    /** Checks one segment. */
    void check(int segment, LayoutRule rule) {
        int begin = table.tokensBegin(segment);
        int count = table.tokensEnd(segment) - begin;
        finish(segment, rule, begin, count, table.elementCount(segment), present(segment, rule));
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

    private int endOfElement(int token, int end) {
        int element = table.elementOf(token);
        int next = token + 1;
        while (next < end && table.elementOf(next) == element) {
            next++;
        }
        return next;
    }

    /** Checks the elements that the layout has, and says which of them have data. */
    private long present(int segment, LayoutRule rule) {
        int end = table.tokensEnd(segment);
        long present = 0;
        int token = table.tokensBegin(segment);
        while (token < end) {
            int next = endOfElement(token, end);
            int element = table.elementOf(token);
            ElementRule known = rule.element(element);
            if (known != null && hasData(token, next)) {
                checkRepetitions(segment, token, next, known);
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

    private void checkRepetitions(int segment, int from, int to, ElementRule element) {
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
                checkSimple(segment, token, next, element);
            } else if (!checkComposite(segment, token, next, element, components)) {
                conditions.reportComponents(segment, token, components, 0);
            }
            token = next;
        }
    }

    private void checkSimple(int segment, int from, int to, ElementRule element) {
        if (!table.isEmpty(from)) {
            values.check(segment, from, element);
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
     * Checks the components of a composite in one of its repetitions; false if all are empty.
     */
    private boolean checkComposite(int segment, int from, int to, ElementRule element, LayoutRule components) {
        long present = 0;
        boolean surplus = false;
        for (int token = from; token < to; token++) {
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
            checkComponent(segment, token, components, place);
        }
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

    private void checkComponent(int segment, int token, LayoutRule components, int place) {
        ElementRule component = components.element(place);
        if (component != null) {
            values.check(segment, token, component);
        }
    }
}
