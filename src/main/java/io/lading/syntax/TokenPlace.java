package io.lading.syntax;

/**
 * Where a token stands in its segment, in one word: element, repetition and component, each counted from 1. So a segment of
 * simple elements is addressed by addition. Places beyond the width of a part are folded onto the last one.
 */
public final class TokenPlace {
    private static final int COMPONENT_BITS = 7;
    private static final int REPETITION_BITS = 14;
    private static final int MOST_COMPONENTS = (1 << COMPONENT_BITS) - 1;
    private static final int MOST_REPETITIONS = (1 << REPETITION_BITS) - 1;
    private static final int MOST_ELEMENTS = (1 << (31 - COMPONENT_BITS - REPETITION_BITS)) - 1;

    /** Element 1, repetition 1, component 1. */
    public static final int FIRST = of(1, 1, 1);

    private TokenPlace() {}

    static int of(int element, int repetition, int component) {
        return (element << (COMPONENT_BITS + REPETITION_BITS)) | (repetition << COMPONENT_BITS) | component;
    }

    static int element(int place) {
        return place >>> (COMPONENT_BITS + REPETITION_BITS);
    }

    static int repetition(int place) {
        return (place >>> COMPONENT_BITS) & MOST_REPETITIONS;
    }

    static int component(int place) {
        return place & MOST_COMPONENTS;
    }

    /** The first component of the next element. */
    public static int nextElement(int place) {
        int element = element(place);
        return of(element < MOST_ELEMENTS ? element + 1 : element, 1, 1);
    }

    /** The first component of the element's next repetition. */
    public static int nextRepetition(int place) {
        int next = repetition(place) < MOST_REPETITIONS ? place + (1 << COMPONENT_BITS) : place;
        return (next & ~MOST_COMPONENTS) | 1;
    }

    public static int nextComponent(int place) {
        return component(place) < MOST_COMPONENTS ? place + 1 : place;
    }
}
