package io.lading.tracking;

/** Acknowledgements that exist and whose delivery is unproven. */
public final class StoredAnswers {
    private StoredAnswers() {}

    /**
     * Tries once more to deliver the acknowledgements of an interchange that were given up, with the same bytes and
     * transport ids: a sender who repeats an interchange asks for its answer. What is still being sent, or was taken, stays
     * as it is.
     *
     * @return how many are sent again
     */
    public static int sendAgain(UnitOfWork unit, long interchangeId) {
        // The transmission's id can be the work's: a given-up transmission has no work, and only inbound work goes by
        // it.
        return unit.query("""
                        with again as (
                            update transmission t set state = 'READY', reason = null, completed_at = null
                            where t.direction = 'OUT' and t.state = 'GIVEN_UP' and t.id in (
                                select a.transmission_id from acknowledgement a
                                where a.direction = 'OUT' and (a.interchange_id = ? or a.group_id in (
                                    select g.id from functional_group g where g.interchange_id = ?)))
                            returning t.id, t.lane, t.connection, t.size),
                        deliveries as (
                            update delivery v set state = 'READY', reason = null, completed_at = null
                            from again where v.transmission_id = again.id)
                        insert into work (id, hop, lane, flow, subject, bytes, ready_at, origin)
                        select id, 'DELIVER', lane, connection, id, size, now(), id from again
                        on conflict (id) do nothing returning id""", row -> row.getLong(1), interchangeId, interchangeId)
                .size();
    }
}
