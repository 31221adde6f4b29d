package io.lading.routing.process;

import io.lading.tracking.UnitOfWork;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the record knows of the earlier times a transmission was processed. */
final class Earlier {
    private Earlier() {}

    /** @param everything true if a person confirmed that destinations may get it a second time */
    static InboundTransmission.Redone of(UnitOfWork unit, long root, boolean everything) {
        Set<Long> translated = new HashSet<>();
        Set<CutPart.Span> parts = everything ? Set.of() : CutParts.translated(unit, root);
        Integer wholeSet = parts.isEmpty() ? null : CutParts.wholeSet(unit, root);
        if (!everything) {
            translated.addAll(unit.query("""
                    select s.start_offset from transaction_set s join transmission t on t.id = s.transmission_id
                    where (t.id = ? or t.again_of = ?) and s.state in ('TRANSLATED', 'MATCHED')""", row -> row.getLong(1), root, root));
        }
        List<Integer> answers = unit.query("""
                select 1 from acknowledgement a join interchange i on i.id = a.interchange_id
                join transmission t on t.id = i.transmission_id
                where a.direction = 'OUT' and (t.id = ? or t.again_of = ?) limit 1""", row -> row.getInt(1), root, root);
        return new InboundTransmission.Redone(true, translated, parts, wholeSet, !answers.isEmpty());
    }
}
