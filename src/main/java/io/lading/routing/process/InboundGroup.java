package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.GroupHeader;
import io.lading.syntax.InterchangeListener.Trailer;
import io.lading.tracking.GroupState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One functional group of an interchange. */
final class InboundGroup {
    private final long id;
    private final int ordinal;
    private final InboundInterchange interchange;
    private final GroupHeader header;
    private final List<InboundSet> sets = new ArrayList<>();
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

    List<InboundSet> sets() {
        return sets;
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
