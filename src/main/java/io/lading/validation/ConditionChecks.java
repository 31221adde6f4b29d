package io.lading.validation;

import io.lading.interchange.Finding.Origin;
import io.lading.interchange.FindingCode;
import io.lading.schema.Condition;
import io.lading.schema.ElementRule;
import io.lading.schema.LayoutRule;
import io.lading.syntax.SegmentTable;
import io.lading.validation.FindingList.Place;
import java.util.List;

/** Says which mandatory elements are absent and which relational conditions are broken. Never on the hot path. */
final class ConditionChecks {
    private final FindingList findings;
    private SegmentTable table = new SegmentTable();

    ConditionChecks(FindingList findings) {
        this.findings = findings;
    }

    void begin(SegmentTable segments) {
        table = segments;
    }

    /** @param present which elements have data, as bits */
    void report(int segment, LayoutRule rule, long present) {
        new Level(segment, rule, present, 0, 0).report();
    }

    /** The same for the components of one repetition of a composite, whose first token is given. */
    void reportComponents(int segment, int token, LayoutRule components, long present) {
        int repetition = table.repetitionOf(token) > 1 ? table.repetitionOf(token) : 0;
        new Level(segment, components, present, table.elementOf(token), repetition).report();
    }

    /** Elements of a segment, or components of one element. */
    private final class Level {
        private final int segment;
        private final LayoutRule rule;
        private final long present;
        private final int element;
        private final int repetition;
        private final String noun;

        Level(int segment, LayoutRule rule, long present, int element, int repetition) {
            this.segment = segment;
            this.rule = rule;
            this.present = present;
            this.element = element;
            this.repetition = repetition;
            this.noun = element == 0 ? "element " : "component ";
        }

        void report() {
            for (int place = 1; place <= rule.size(); place++) {
                ElementRule absent = rule.element(place);
                if (absent != null && absent.mandatory() && !isPresent(place)) {
                    Origin origin = ValueChecks.origin(absent, ElementRule.USE);
                    absent(FindingCode.ELEMENT_MISSING, origin, place, named(absent));
                }
            }
            for (Condition condition : rule.conditions()) {
                if (!LayoutRule.holds(condition, condition.mask(), present)) {
                    report(condition);
                }
            }
        }

        private void report(Condition condition) {
            List<Integer> places = condition.places();
            switch (condition.kind()) {
                case PAIRED -> reportAbsent(places, "all of " + list(places) + ", or none");
                case REQUIRED -> broken(condition.first(), "at least one of " + list(places));
                case CONDITIONAL ->
                    reportAbsent(places, list(places.subList(1, places.size())) + " with " + noun + condition.first());
                case LIST_CONDITIONAL -> {
                    List<Integer> others = places.subList(1, places.size());
                    broken(others.get(0), "at least one of " + list(others) + " with " + noun + condition.first());
                }
                case EXCLUSIVE -> reportExcluded(places);
            }
        }

        private void reportAbsent(List<Integer> places, String expected) {
            for (int place : places) {
                if (!isPresent(place)) {
                    broken(place, expected);
                }
            }
        }

        private void broken(int place, String expected) {
            absent(FindingCode.ELEMENT_CONDITION_BROKEN, Origin.STANDARD, place, expected);
        }

        private void reportExcluded(List<Integer> places) {
            List<Integer> there = places.stream().filter(this::isPresent).toList();
            for (int place : there.subList(1, there.size())) {
                int token = element == 0
                        ? firstWithData(place)
                        : table.token(segment, element, Math.max(1, repetition), place);
                findings.value(
                        FindingCode.ELEMENT_EXCLUDED,
                        Origin.STANDARD,
                        segment,
                        token,
                        rule.element(place),
                        "only one of " + list(places));
            }
        }

        private int firstWithData(int place) {
            int token = table.token(segment, place);
            while (table.isEmpty(token)) {
                token++;
            }
            return token;
        }

        private void absent(FindingCode code, Origin origin, int place, String expected) {
            Place where = element == 0
                    ? new Place(place, 0, 0, offset(place, 1, 1))
                    : new Place(element, place, repetition, offset(element, Math.max(1, repetition), place));
            findings.absent(code, origin, segment, where, rule.element(place), expected);
        }

        /** Where the value would stand: its empty place, or the end of the segment. */
        private long offset(int elementPlace, int repetitionPlace, int componentPlace) {
            int token = table.token(segment, elementPlace, repetitionPlace, componentPlace);
            return token < 0 ? table.endOffset(segment) : table.tokenOffset(token);
        }

        private boolean isPresent(int place) {
            return ((present >>> (place - 1)) & 1) != 0;
        }

        private String list(List<Integer> places) {
            StringBuilder out = new StringBuilder(places.size() == 1 ? noun : noun.strip() + "s ");
            for (int i = 0; i < places.size(); i++) {
                String joint = i == 0 ? "" : i == places.size() - 1 ? " and " : ", ";
                out.append(joint).append(places.get(i));
            }
            return out.toString();
        }

        private String named(ElementRule rule) {
            return rule.label();
        }
    }
}
