package io.lading.routing.process;

import io.lading.routing.process.CutPart.Span;
import io.lading.tracking.SetState;
import io.lading.tracking.UnitOfWork;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The record of the parts of sets too large for one piece: each is done once, and the last one ends its set. */
final class CutParts {
    private CutParts() {}

    /** The next part of a set to be done, and how many documents the set has by now. */
    record Next(CutPart part, int documents) {}

    /** Notes the parts of an accepted set; those that an earlier time has translated are done. */
    static void write(UnitOfWork unit, InboundSet set, int wholeSet) {
        Set<Span> done = set.transmission().facts().redone().parts();
        unit.updateAll(
                """
                insert into set_part (set_id, ordinal, transmission_id, state, start_offset, end_offset, lead, lead_end, passed,
                    whole_set)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                set.parts().stream()
                        .map(part -> new @Nullable Object[] {
                            set.id(),
                            part.ordinal(),
                            set.transmission().id(),
                            done.contains(part.span()) ? "TRANSLATED" : "OPEN",
                            part.start(),
                            part.end(),
                            part.lead(),
                            part.leadEnd(),
                            part.passed(),
                            wholeSet
                        })
                        .toList());
    }

    /** The parts that were translated the earlier times a transmission was processed. */
    static Set<Span> translated(UnitOfWork unit, long root) {
        return new HashSet<>(unit.query("""
                select p.start_offset, p.end_offset from set_part p join transmission t on t.id = p.transmission_id
                where (t.id = ? or t.again_of = ?) and p.state = 'TRANSLATED'""", row -> new Span(row.getLong(1), row.getLong(2)), root, root));
    }

    /** By which size the parts of a transmission were cut the earlier times; null if that was not kept. */
    static @Nullable Integer wholeSet(UnitOfWork unit, long root) {
        return unit.query("""
                        select p.whole_set from set_part p join transmission t on t.id = p.transmission_id
                        where (t.id = ? or t.again_of = ?) and p.whole_set is not null order by p.whole_set desc limit 1""", row -> row.getInt(1), root, root).stream()
                .findFirst()
                .orElse(null);
    }

    /** The next part of each set that comes in parts. */
    static Map<Long, Next> next(UnitOfWork unit, List<Long> sets) {
        record Found(long set, Next next) {}
        return unit
                .query(
                        """
                        select distinct on (p.set_id) p.*, (select count(*) from document d where d.set_id = p.set_id) as documents
                        from set_part p where p.set_id = any(?) and p.state = 'OPEN' order by p.set_id, p.ordinal""",
                        row -> new Found(
                                row.getLong("set_id"),
                                new Next(
                                        new CutPart(
                                                row.getInt("ordinal"),
                                                row.getLong("start_offset"),
                                                row.getLong("end_offset"),
                                                row.getInt("lead"),
                                                row.getLong("lead_end"),
                                                row.getInt("passed")),
                                        row.getInt("documents"))),
                        (Object) sets.toArray(Long[]::new))
                .stream()
                .collect(Collectors.toMap(Found::set, Found::next));
    }

    /** What became of a part; gives what became of its set if that was the last. */
    static Optional<End> done(UnitOfWork unit, long set, int ordinal, SetState state, @Nullable String reason) {
        String of = state == SetState.HELD || state == SetState.QUARANTINED ? state.name() : "TRANSLATED";
        unit.update(
                "update set_part set state = ?, reason = ? where set_id = ? and ordinal = ?", of, reason, set, ordinal);
        return end(unit, set);
    }

    /**
     * What became of a whole set.
     *
     * @param reason of the first part for which a person is needed
     */
    record End(SetState state, @Nullable String reason) {}

    private static Optional<End> end(UnitOfWork unit, long set) {
        record Count(String state, @Nullable String reason) {}
        Map<String, Count> states = unit
                .query(
                        "select distinct on (state) state, 'Part ' || ordinal || ': ' || reason from set_part where set_id = ?"
                                + " order by state, ordinal",
                        row -> new Count(row.getString(1), row.getString(2)),
                        set)
                .stream()
                .collect(Collectors.toMap(Count::state, Function.identity()));
        if (states.containsKey("OPEN")) {
            return Optional.empty();
        }
        for (SetState worst : List.of(SetState.QUARANTINED, SetState.HELD)) {
            Count found = states.get(worst.name());
            if (found != null) {
                return Optional.of(new End(worst, found.reason()));
            }
        }
        return Optional.of(new End(SetState.TRANSLATED, null));
    }
}
