package io.lading.acknowledgement;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeListener.Trailer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what becomes of one interchange while it is read, and gives each finding of the reader to the set, group or
 * interchange it is about, whether it was told before or after. Nothing can be decided before {@link #ended}.
 * Single-threaded.
 */
final class OutcomeCollector {
    private static final Set<String> ENVELOPE = Set.of("ISA", "IEA", "UNA", "UNB", "UNZ");

    private final InterchangeHeader header;
    private final List<GroupOutcome> groups = new ArrayList<>();
    private final List<Finding> pending = new ArrayList<>();
    private final List<Finding> ofInterchange = new ArrayList<>();
    private @Nullable GroupHeader group;
    private List<SetOutcome> sets = new ArrayList<>();
    private boolean acknowledges;

    public OutcomeCollector(InterchangeHeader header) {
        this.header = header;
    }

    public void groupStarted(GroupHeader started) {
        group = started;
        sets = new ArrayList<>();
    }

    /**
     * One transaction set.
     *
     * @param schema what it was validated against; null if there is none
     * @param findings of its validation
     */
    public void set(SetHeader set, boolean complete, @Nullable Schema schema, List<Finding> findings) {
        sets.add(new SetOutcome(set, complete, schema, List.copyOf(findings)));
    }

    /** A finding of the reader, or of those who check duplicates and parties. */
    public void finding(Finding finding) {
        if (levelOf(finding) == Level.INTERCHANGE) {
            ofInterchange.add(finding);
        } else {
            pending.add(finding);
        }
    }

    /** A TA1 stands in the interchange. */
    public void acknowledgement() {
        acknowledges = true;
    }

    /** The end of a group; null if its trailer is missing. */
    public void groupEnded(@Nullable Trailer trailer) {
        GroupHeader ended = group;
        if (ended == null) {
            return;
        }
        List<Finding> ofGroup = new ArrayList<>();
        Map<Integer, List<Finding>> ofSets = new HashMap<>();
        for (Finding finding : pending) {
            int set = levelOf(finding) == Level.SET ? setOf(finding.position()) : -1;
            if (set < 0) {
                ofGroup.add(finding);
            } else {
                ofSets.computeIfAbsent(set, index -> new ArrayList<>()).add(finding);
            }
        }
        ofSets.forEach((index, findings) -> sets.set(index, sets.get(index).withMore(findings)));
        pending.clear();
        long declared = trailer == null ? -1 : trailer.declaredCount();
        groups.add(new GroupOutcome(ended, List.copyOf(sets), declared, trailer != null, List.copyOf(ofGroup)));
        group = null;
    }

    /** The end of the interchange; null if its trailer is missing. */
    public InterchangeOutcome ended(@Nullable Trailer trailer) {
        if (group != null) {
            groupEnded(null);
        }
        // What belongs to no group that was opened is about the interchange.
        ofInterchange.addAll(pending);
        pending.clear();
        return new InterchangeOutcome(
                header, List.copyOf(groups), trailer != null, List.copyOf(ofInterchange), acknowledges);
    }

    private enum Level {
        INTERCHANGE,
        GROUP,
        SET
    }

    private static Level levelOf(Finding finding) {
        Position position = finding.position();
        if (position.transactionSet() != null) {
            return Level.SET;
        }
        String segment = position.segment();
        return position.group() == null || (segment != null && ENVELOPE.contains(segment))
                ? Level.INTERCHANGE
                : Level.GROUP;
    }

    /** The set of that control number that began last before the finding; else the one that did so whatever its number. */
    private int setOf(Position position) {
        int sameNumber = -1;
        int before = -1;
        for (int i = 0; i < sets.size(); i++) {
            SetHeader set = sets.get(i).header();
            boolean same = set.controlNumber().equals(position.transactionSet());
            boolean earlier = set.offset() <= position.offset();
            if (same && (earlier || sameNumber < 0)) {
                sameNumber = i;
            }
            if (earlier) {
                before = i;
            }
        }
        return sameNumber >= 0 ? sameNumber : before;
    }
}
