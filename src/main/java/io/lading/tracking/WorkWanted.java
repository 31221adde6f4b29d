package io.lading.tracking;

import java.util.List;
import java.util.Optional;

/**
 * Which entries of the work list are meant; parts left empty do not narrow it. Newest first, a page at a time.
 *
 * @param ids only these; empty for any
 * @param partner as sender or receiver
 * @param states any of these; empty for all
 * @param after the id of the last one of the page before
 */
public record WorkWanted(
        List<String> ids, Optional<String> partner, List<Standing> states, int limit, Optional<Long> after) {

    public WorkWanted {
        ids = List.copyOf(ids);
        states = List.copyOf(states);
        limit = Math.max(1, Math.min(Search.MOST, limit));
    }

    public static WorkWanted all(int limit) {
        return new WorkWanted(List.of(), Optional.empty(), List.of(), limit, Optional.empty());
    }

    public static WorkWanted these(List<String> ids) {
        return new WorkWanted(ids, Optional.empty(), List.of(), Search.MOST, Optional.empty());
    }

    Conditions conditions() {
        Conditions conditions = new Conditions();
        if (!ids.isEmpty()) {
            conditions.and("w.subject = any(?)", (Object) Parts.known(ids));
        }
        if (!states.isEmpty()) {
            conditions.and("w.standing = any(?)", (Object)
                    states.stream().map(Standing::name).toArray(String[]::new));
        }
        partner.ifPresent(wanted -> conditions.and("""
                t.partner = ? or exists (select 1 from delivery x where x.id = w.delivery_id and x.partner = ?)
                or t.direction = 'OUT' and exists (select 1 from delivery x join document o on o.id = x.document_id
                    where x.transmission_id = t.id and o.partner = ?)""", wanted, wanted, wanted));
        after.ifPresent(last -> conditions.and("w.subject < ?", last));
        return conditions;
    }
}
