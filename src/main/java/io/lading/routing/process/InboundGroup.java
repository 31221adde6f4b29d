package io.lading.routing.process;

import io.lading.acknowledgement.SetOutcome;
import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.syntax.InterchangeListener.Trailer;
import io.lading.tracking.GroupState;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** One functional group of an interchange. */
final class InboundGroup {
    private final long id;
    private final int ordinal;
    private final InboundInterchange interchange;
    private final GroupHeader header;
    private final List<InboundSet> sets = new ArrayList<>();
    private final PlainSets plain = new PlainSets();
    /** How many plain sets stand before each of the others. */
    private final List<Integer> plainBefore = new ArrayList<>();

    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Trailer trailer;
    private GroupState state = GroupState.ACCEPTED;

    InboundGroup(long id, int ordinal, InboundInterchange interchange, GroupHeader header) {
        this.id = id;
        this.ordinal = ordinal;
        this.interchange = interchange;
        this.header = header;
    }

    long id() {
        return id;
    }

    int ordinal() {
        return ordinal;
    }

    InboundInterchange interchange() {
        return interchange;
    }

    GroupHeader header() {
        return header;
    }

    /** Its sets; those alone about which there is something to say, where it is too large to be held. */
    List<InboundSet> sets() {
        return sets;
    }

    /** Those of a group too large to be held about which there is nothing to say. */
    PlainSets plain() {
        return plain;
    }

    /** A set that is not plain comes next, among those that are. */
    void addAmongPlain(InboundSet set) {
        plainBefore.add(plain.count());
        sets.add(set);
    }

    int setCount() {
        return sets.size() + plain.count();
    }

    /** The place of one of {@link #sets} among all, from 0. */
    int place(int index) {
        return index < plainBefore.size() ? plainBefore.get(index) + index : index;
    }

    /** The place of the first plain set among all; only where there is one. */
    int placeOfPlain() {
        int place = 0;
        while (place < sets.size() && place(place) == place) {
            place++;
        }
        return place;
    }

    /** What the acknowledgement is told of all sets, in their order; made anew each time it is asked for. */
    List<SetOutcome> outcomes() {
        if (plain.count() == 0) {
            return sets.stream().map(InboundSet::outcome).toList();
        }
        return new Outcomes();
    }

    private final class Outcomes extends AbstractList<SetOutcome> implements RandomAccess {
        @Override
        public SetOutcome get(int place) {
            int low = 0;
            int high = sets.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (place(middle) < place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            boolean other = low < sets.size() && place(low) == place;
            return other ? sets.get(low).outcome() : plain.outcome(place - low, place + 1);
        }

        @Override
        public int size() {
            return setCount();
        }
    }

    List<Finding> findings() {
        return findings;
    }

    void ended(@Nullable Trailer found) {
        trailer = found;
    }

    @Nullable
    Trailer trailer() {
        return trailer;
    }

    void become(GroupState found) {
        state = found;
    }

    GroupState state() {
        return state;
    }
}
