package io.lading.mapping.binding;

import io.lading.document.Draft;

/** An element that says something about the record around the segment's own: {@code 01.03: { field: unit, outer: true }}. */
final class OuterRule extends ElementRule {
    private final ElementRule rule;

    OuterRule(ElementRule rule) {
        super(rule.place, rule.element, rule.component);
        this.rule = rule;
    }

    @Override
    void read(Reading in, int segment, Draft target) {
        String inner = in.trail == null ? "" : in.trail.stepOut();
        readAround(in, segment);
        if (in.trail != null) {
            in.trail.stepIn(inner);
        }
    }

    private void readAround(Reading in, int segment) {
        if (rule.accepts(in, segment, in.around)) {
            rule.read(in, segment, in.around);
        } else {
            int token = in.present(segment, element, component);
            if (token >= 0) {
                in.use(token);
            }
        }
    }

    @Override
    boolean hasValue(Object record) {
        return false;
    }

    @Override
    void write(Writing out, Object record, int part) {
        String inner = out.trail.stepOut();
        rule.write(out, out.around, part);
        out.trail.stepIn(inner);
    }
}
