package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.mapping.EdiSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a transaction set's top, or of one loop, in the order of the standard, which is the order they are
 * written in. When reading, segments before the first loop may come in any order; once a loop has begun, only that loop
 * and what stands after it can follow. A segment that has no rule in its loop is therefore never taken for one of the
 * header's. Immutable.
 */
final class Level {
    private final SegmentRule[] rules;
    /** For each rule, the first of its neighbours for the same segment: where reading goes on once its loop is done. */
    private final int[] alternatives;

    Level(List<SegmentRule> rules) {
        this.rules = rules.toArray(new SegmentRule[0]);
        this.alternatives = new int[this.rules.length];
        for (int i = 1; i < this.rules.length; i++) {
            alternatives[i] = this.rules[i].tag() == this.rules[i - 1].tag() ? alternatives[i - 1] : i;
        }
    }

    List<SegmentRule> rules() {
        return List.of(rules);
    }

    /** Where reading stands in one loop and in those around it. */
    static final class Frame {
        private final Level level;
        private final @Nullable Frame around;
        private int floor;

        Frame(Level level, @Nullable Frame around) {
            this.level = level;
            this.around = around;
        }
    }

    /** Reads the segments between header and trailer. */
    void read(Reading in, Draft document) {
        read(in, document, 1, EdiSource.contentEnd(in.table), null);
    }

    /** Reads segments up to one that has no rule here and is awaited by a loop around; its place. */
    int read(Reading in, Draft draft, int from, int end, @Nullable Frame around) {
        Frame frame = new Frame(this, around);
        int segment = from;
        while (segment < end) {
            int tag = in.table.tag(segment);
            SegmentRule rule = rule(in, segment, tag, draft, frame.floor);
            if (rule == null) {
                if (isAwaited(around, tag)) {
                    return segment;
                }
                segment++;
                continue;
            }
            if (rule.hierarchy() != null) {
                frame.floor = alternatives[rule.index()];
                segment = rule.hierarchy().read(in, draft, segment, end, frame);
                continue;
            }
            Draft filled = rule.read(in, segment, draft);
            segment++;
            if (rule.members() != null) {
                frame.floor = alternatives[rule.index()];
                segment = rule.members().read(in, filled, segment, end, frame);
                rule.leave(in);
            }
            rule.leaveOut(draft, filled);
        }
        return segment;
    }

    private @Nullable SegmentRule rule(Reading in, int segment, int tag, Draft draft, int floor) {
        for (int i = floor; i < rules.length; i++) {
            SegmentRule rule = rules[i];
            if (rule.tag() == tag && rule.fits(in, segment, draft)) {
                return rule;
            }
        }
        return null;
    }

    private static boolean isAwaited(@Nullable Frame around, int tag) {
        for (Frame frame = around; frame != null; frame = frame.around) {
            SegmentRule[] candidates = frame.level.rules;
            for (int i = frame.floor; i < candidates.length; i++) {
                if (candidates[i].tag() == tag) {
                    return true;
                }
            }
        }
        return false;
    }

    /** True if any segment would be written for the record. */
    boolean hasValue(Object record) {
        for (SegmentRule rule : rules) {
            if (rule.isWrittenFor(record)) {
                return true;
            }
        }
        return false;
    }

    void write(Writing out, Object record) {
        for (SegmentRule rule : rules) {
            rule.write(out, record);
        }
    }
}
