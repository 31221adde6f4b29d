package io.lading.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of one segment or composite. The plain accessors are for the hot path: facts packed into words,
 * presence as bits (element 1 in bit 0).
 */
public final class LayoutRule {
    private static final int SHORTEST_SHIFT = 8;
    private static final int SHORTEST_MASK = 0xFFFFFF;
    private static final int LONGEST_SHIFT = 32;
    private static final int TYPE_MASK = 0xF;
    /** The composite of qualifier, value and format of that. */
    private static final String DATE_WITH_FORMAT = "C507";

    private final String name;
    private final String label;
    private final ElementRule[] elements;
    private final FlatLayout flat;
    private final long mandatory;
    private final Condition[] conditions;
    /** The lower bit of each P condition over two neighbours, which one shift and one comparison check together. */
    private final long neighbourPairs;

    private final boolean dateWithFormat;
    private final long[] otherMasks;
    private final Condition[] others;

    LayoutRule(String name, String label, List<ElementRule> elements, List<Condition> conditions) {
        this.name = name;
        this.dateWithFormat = name.equals(DATE_WITH_FORMAT);
        this.label = label;
        this.elements = elements.toArray(ElementRule[]::new);
        this.conditions = conditions.toArray(Condition[]::new);
        this.flat = new FlatLayout(this.elements);
        long required = 0;
        for (int i = 0; i < this.elements.length; i++) {
            required |= this.elements[i].mandatory() ? 1L << i : 0;
        }
        mandatory = required;
        long pairs = 0;
        List<Condition> rest = new ArrayList<>();
        for (Condition condition : conditions) {
            if (isNeighbourPair(condition)) {
                pairs |= 1L << (condition.first() - 1);
            } else {
                rest.add(condition);
            }
        }
        neighbourPairs = pairs;
        others = rest.toArray(Condition[]::new);
        otherMasks = rest.stream().mapToLong(Condition::mask).toArray();
    }

    /** The same in syntax version 4: what stands in several places of a row may repeat in the first of them as well. */
    LayoutRule repeating(Layout layout) {
        List<ElementRule> rules = new ArrayList<>();
        for (int i = 0; i < elements.length; i++) {
            int following = i < layout.uses().size() ? layout.uses().get(i).following() : 0;
            rules.add(following == 0 ? elements[i] : elements[i].repeating(elements[i].repetitions() + following));
        }
        return new LayoutRule(name, label, rules, List.of(conditions));
    }

    private static boolean isNeighbourPair(Condition condition) {
        return condition.kind() == Condition.Kind.PAIRED
                && condition.places().size() == 2
                && condition.places().get(1) == condition.first() + 1;
    }

    public String name() {
        return name;
    }

    public String label() {
        return label;
    }

    /** True for the composite of EDIFACT whose third component says how its second, a date or time, is written. */
    public boolean isDateWithFormat() {
        return dateWithFormat;
    }

    public int size() {
        return elements.length;
    }

    /** The rule of an element or component, from 1; null beyond the last. */
    public @Nullable ElementRule element(int place) {
        return place < 1 || place > elements.length ? null : elements[place - 1];
    }

    public List<Condition> conditions() {
        return List.of(conditions);
    }

    public List<ElementRule> elements() {
        return Arrays.asList(elements);
    }

    /** The same with the components of its elements, in one row. */
    public FlatLayout flat() {
        return flat;
    }

    /** The {@link ElementType#code()}. */
    public static int typeCode(long facts) {
        return ((int) facts) & TYPE_MASK;
    }

    public static boolean isSlow(long facts) {
        return (facts & ElementRule.SLOW_BIT) != 0;
    }

    /** True if only certain codes are allowed. */
    public static boolean isCoded(long facts) {
        return (facts & ElementRule.CODED_BIT) != 0;
    }

    public static int shortest(long facts) {
        return ((int) (facts >>> SHORTEST_SHIFT)) & SHORTEST_MASK;
    }

    public static int longest(long facts) {
        return (int) (facts >>> LONGEST_SHIFT);
    }

    public long mandatory() {
        return mandatory;
    }

    /** Hot path: true if mandatory elements and relational conditions are satisfied by the elements present. */
    public boolean isSatisfiedBy(long present) {
        if ((present & mandatory) != mandatory || ((present ^ (present >>> 1)) & neighbourPairs) != 0) {
            return false;
        }
        for (int i = 0; i < others.length; i++) {
            if (!holds(others[i], otherMasks[i], present)) {
                return false;
            }
        }
        return true;
    }

    /** True if one condition holds. */
    public static boolean holds(Condition condition, long mask, long present) {
        long there = present & mask;
        return switch (condition.kind()) {
            case PAIRED -> there == 0 || there == mask;
            case REQUIRED -> there != 0;
            case EXCLUSIVE -> (there & (there - 1)) == 0;
            case CONDITIONAL -> !hasFirst(condition, present) || there == mask;
            case LIST_CONDITIONAL -> !hasFirst(condition, present) || (there & (there - 1)) != 0;
        };
    }

    private static boolean hasFirst(Condition condition, long present) {
        return ((present >>> (condition.first() - 1)) & 1) != 0;
    }
}
