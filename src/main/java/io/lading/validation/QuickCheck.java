package io.lading.validation;

import io.lading.interchange.Delimiters;
import io.lading.schema.FlatLayout;
import io.lading.schema.LayoutRule;
import io.lading.syntax.SegmentTable;

/**
 * Tells in one look whether a segment is right beyond doubt, as nearly all are; what is not is for {@link ElementChecks}, which
 * finds the words. Hot path: it writes nothing and has each check in one place, so that the compiler keeps all it needs at hand.
 * Single-threaded.
 */
final class QuickCheck {
    private static final long DATE_AND_FORMAT = 0b110;
    /** 2379: CCYYMMDD, as nearly all dates are. */
    private static final byte[] DAY = {'1', '0', '2'};

    private static final int DAY_LENGTH = 8;

    private SegmentTable table = new SegmentTable();
    private byte[] bytes = {};
    private byte decimalMark = '.';

    void begin(SegmentTable segments) {
        table = segments;
        bytes = segments.bytes();
        Delimiters delimiters = segments.delimiters();
        decimalMark = Validator.decimalMark(delimiters);
    }

    /** False also for much that is right but rare: repetitions, released characters, separators at the end. */
    boolean isRight(int segment, LayoutRule rule) {
        int begin = table.tokensBegin(segment);
        int end = table.tokensEnd(segment);
        if (begin == end
                || table.isEmpty(end - 1)
                || !Values.isPrintable(bytes, table.segmentStart(segment), table.segmentEnd(segment))) {
            return false;
        }
        FlatLayout layout = rule.flat();
        long elements = 0;
        long components = 0;
        int element = 0;
        for (int token = begin; token < end; token++) {
            int next = table.elementOf(token);
            if (next != element) {
                if (next > layout.size() || !isWhole(layout, element, components, token)) {
                    return false;
                }
                element = next;
                components = 0;
            }
            int component = table.componentOf(token);
            int index = layout.index(element, component);
            if (index == FlatLayout.NONE || table.repetitionOf(token) != 1 || !table.isPlain(token)) {
                return false;
            }
            int start = table.tokenStart(token);
            int stop = table.tokenEnd(token);
            if (start == stop) {
                continue;
            }
            if (!isFine(layout, index, start, stop)) {
                return false;
            }
            elements |= 1L << (element - 1);
            components |= 1L << (component - 1);
        }
        return isWhole(layout, element, components, end) && elements != 0 && rule.isSatisfiedBy(elements);
    }

    private boolean isFine(FlatLayout layout, int index, int start, int end) {
        long facts = layout.facts(index);
        return !LayoutRule.isSlow(facts)
                && Values.areFine(facts, bytes, start, end, decimalMark)
                && (!LayoutRule.isCoded(facts) || layout.allowsCode(index, bytes, start, end));
    }

    /** True if the components of an element, which a token follows, go together. */
    private boolean isWhole(FlatLayout layout, int element, long components, int after) {
        if (components == 0) {
            return true;
        }
        LayoutRule composite = layout.composite(element);
        return composite == null
                || (composite.isSatisfiedBy(components) && (!composite.isDateWithFormat() || isDay(components, after)));
    }

    /** True if no date is there with its format, or one day as most write it. */
    private boolean isDay(long components, int after) {
        if ((components & DATE_AND_FORMAT) != DATE_AND_FORMAT) {
            return true;
        }
        int format = after - 1;
        int value = after - 2;
        return table.componentOf(format) == 3
                && table.equalsAscii(format, DAY)
                && table.tokenEnd(value) - table.tokenStart(value) == DAY_LENGTH
                && Values.isDate(bytes, table.tokenStart(value), table.tokenEnd(value));
    }
}
