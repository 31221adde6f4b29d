package io.lading.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Pairs two sequences so that as much as possible of what is alike stands side by side. Exact up to a few million
 * comparisons of what lies between a common beginning and end; beyond that, position decides.
 */
final class Alignment {
    private static final long MOST_COMPARISONS = 4_000_000;
    private static final int NONE = -1;

    /** How alike two entries are: 0 for not at all, which never makes a pair. */
    @FunctionalInterface
    interface Likeness {
        int of(int first, int second);
    }

    /** A pair; {@link #NONE} where one side has no counterpart. */
    record Pair(int first, int second) {
        boolean onlyInFirst() {
            return second == NONE;
        }

        boolean onlyInSecond() {
            return first == NONE;
        }
    }

    private final Likeness likeness;
    private final int equal;

    /** @param equal the likeness of two that are the same */
    Alignment(Likeness likeness, int equal) {
        this.likeness = likeness;
        this.equal = equal;
    }

    List<Pair> of(int firstSize, int secondSize) {
        List<Pair> pairs = new ArrayList<>();
        int begin = 0;
        while (begin < firstSize && begin < secondSize && likeness.of(begin, begin) == equal) {
            pairs.add(new Pair(begin, begin));
            begin++;
        }
        int tail = 0;
        while (tail < firstSize - begin
                && tail < secondSize - begin
                && likeness.of(firstSize - 1 - tail, secondSize - 1 - tail) == equal) {
            tail++;
        }
        align(begin, firstSize - tail, secondSize - tail, pairs);
        for (int i = tail; i > 0; i--) {
            pairs.add(new Pair(firstSize - i, secondSize - i));
        }
        return pairs;
    }

    private void align(int begin, int firstEnd, int secondEnd, List<Pair> pairs) {
        int rows = firstEnd - begin;
        int columns = secondEnd - begin;
        if ((long) rows * columns > MOST_COMPARISONS) {
            byPosition(begin, firstEnd, secondEnd, pairs);
            return;
        }
        int[][] best = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                int alike = likeness.of(begin + i, begin + j);
                int apart = Math.max(best[i + 1][j], best[i][j + 1]);
                best[i][j] = alike == 0 ? apart : Math.max(apart, best[i + 1][j + 1] + alike);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            boolean both = i < rows && j < columns;
            int alike = both ? likeness.of(begin + i, begin + j) : 0;
            if (both && alike > 0 && best[i][j] == best[i + 1][j + 1] + alike) {
                pairs.add(new Pair(begin + i++, begin + j++));
            } else if (j == columns || (i < rows && best[i][j] == best[i + 1][j])) {
                pairs.add(new Pair(begin + i++, NONE));
            } else {
                pairs.add(new Pair(NONE, begin + j++));
            }
        }
    }

    private void byPosition(int begin, int firstEnd, int secondEnd, List<Pair> pairs) {
        for (int i = begin; i < Math.max(firstEnd, secondEnd); i++) {
            boolean pair = i < firstEnd && i < secondEnd && likeness.of(i, i) > 0;
            if (pair) {
                pairs.add(new Pair(i, i));
                continue;
            }
            if (i < firstEnd) {
                pairs.add(new Pair(i, NONE));
            }
            if (i < secondEnd) {
                pairs.add(new Pair(NONE, i));
            }
        }
    }
}
