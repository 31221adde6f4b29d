package io.lading.schema;

import org.jspecify.annotations.Nullable;

/**
 * The rules of a segment's elements and of their components in one row, for the hot path: a value finds its own by two additions,
 * be it an element or a component of one.
 */
public final class FlatLayout {
    /** What {@link #index} gives for a place that the layout does not have. */
    public static final int NONE = -1;

    /** Where the row of each element begins; one more than there are elements. */
    private final int[] first;

    private final @Nullable LayoutRule[] composites;
    private final long[] facts;
    private final @Nullable CodeList[] codes;

    FlatLayout(ElementRule[] elements) {
        first = new int[elements.length + 1];
        composites = new LayoutRule[elements.length];
        int count = 0;
        for (int i = 0; i < elements.length; i++) {
            LayoutRule components = elements[i].components();
            boolean whole = components == null || elements[i].forbidden();
            composites[i] = whole ? null : components;
            count += whole || components == null ? 1 : components.size();
            first[i + 1] = count;
        }
        facts = new long[count];
        codes = new CodeList[count];
        for (int i = 0; i < elements.length; i++) {
            LayoutRule components = composites[i];
            for (int at = first[i]; at < first[i + 1]; at++) {
                ElementRule rule =
                        components == null ? elements[i] : components.elements().get(at - first[i]);
                facts[at] = rule.facts();
                codes[at] = rule.codes();
            }
        }
    }

    /** Elements, not counting their components. */
    public int size() {
        return first.length - 1;
    }

    /** Where the rule of a component stands, both counted from 1; a simple element is its own first component. */
    public int index(int element, int component) {
        int index = first[element - 1] + component - 1;
        return index < first[element] ? index : NONE;
    }

    /** The facts as {@link LayoutRule} unpacks them. */
    public long facts(int index) {
        return facts[index];
    }

    /** True unless these bytes are none of the codes allowed; any will do where codes are not limited. */
    public boolean allowsCode(int index, byte[] bytes, int start, int end) {
        CodeList allowed = codes[index];
        return allowed == null || allowed.contains(bytes, start, end);
    }

    /** The rule of an element's components, counted from 1; null if it has none. */
    public @Nullable LayoutRule composite(int element) {
        return composites[element - 1];
    }
}
