package io.lading.routing;

import io.lading.routing.process.KnowledgeBase;
import io.lading.routing.process.ReEnvelope;
import io.lading.tracking.Again;
import io.lading.tracking.Audit;
import io.lading.tracking.EventRow;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.Node;
import io.lading.tracking.RecordId;
import io.lading.tracking.Redo;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WakeUps;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Doing it again by a person's wish: each makes a new transmission and leaves the old one as it was. */
final class Redoing implements Redo {
    private final DataSource dataSource;
    private final Node node;
    private final WakeUps wakeUps;
    private final ReEnvelope reEnvelope;
    private final KnowledgeBase knowledge;
    private final Clock clock;

    Redoing(
            DataSource dataSource,
            Node node,
            WakeUps wakeUps,
            ReEnvelope reEnvelope,
            KnowledgeBase knowledge,
            Clock clock) {
        this.dataSource = dataSource;
        this.node = node;
        this.wakeUps = wakeUps;
        this.reEnvelope = reEnvelope;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    private record Earlier(
            String direction,
            String state,
            @Nullable String connection,
            Lane lane,
            long size,
            long root,
            @Nullable Long knowledge) {}

    @Override
    public Result retransmit(long transmissionId, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            Optional<Earlier> found = load(unit, transmissionId);
            if (found.isEmpty() || found.get().direction().equals("IN")) {
                return new Result.Refused("Only what we sent can be retransmitted; reprocess what we received.");
            }
            Earlier earlier = found.get();
            if (List.of("READY", "SENDING", "RETRYING").contains(earlier.state())) {
                return new Result.Refused("It is still being sent (" + earlier.state() + "); wait for its end.");
            }
            unit.update("delete from work where subject = ? and hop = 'DELIVER'", transmissionId);
            long id = copy(
                    unit,
                    transmissionId,
                    earlier,
                    Again.RETRANSMIT,
                    false,
                    null,
                    RecordId.text(node.ids().next()));
            unit.update("""
                    insert into work (id, hop, lane, flow, subject, bytes, ready_at, origin)
                    values (?, 'DELIVER', ?, ?, ?, ?, now(), ?)""", node.ids().next(), earlier.lane(), earlier.connection(), id, earlier.size(), id);
            unit.update(
                    "update delivery set transmission_id = ?, state = 'READY', reason = null where transmission_id = ?",
                    id,
                    transmissionId);
            return done(unit, id, transmissionId, "retransmitted", actor, Hop.DELIVER, earlier.lane());
        }
    }

    @Override
    public List<Result> retransmitDocument(long documentId, String actor) {
        record Carrier(long transmission, boolean givenUp) {}
        List<Carrier> carriers;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            carriers = unit.query("""
                    select distinct v.transmission_id, t.state = 'GIVEN_UP' from delivery v
                    join transmission t on t.id = v.transmission_id
                    where v.document_id = ? and v.format <> 'cloudevents/1.0' order by 1""", row -> new Carrier(row.getLong(1), row.getBoolean(2)), documentId);
        }
        if (carriers.isEmpty()) {
            return List.of(
                    new Result.Refused("Nothing of it was sent yet. Re-envelope the delivery that is held, or reprocess"
                            + " the transmission that brought it."));
        }
        boolean any = carriers.stream().anyMatch(Carrier::givenUp);
        return carriers.stream()
                .filter(carrier -> carrier.givenUp() || !any)
                .map(carrier -> retransmit(carrier.transmission(), actor))
                .toList();
    }

    @Override
    public Result reEnvelope(long deliveryId, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return reEnvelope(unit, deliveryId, actor);
        }
    }

    /** In a unit of work that is committed if it is done. */
    Result reEnvelope(UnitOfWork unit, long deliveryId, String actor) {
        Optional<Long> carrier = unit
                .query(
                        "select transmission_id from delivery where id = ? and transmission_id is not null",
                        row -> row.getLong(1),
                        deliveryId)
                .stream()
                .findFirst();
        ReEnvelope.Result result = reEnvelope.again(unit, deliveryId);
        Long transmission = result.transmission();
        if (transmission == null) {
            return new Result.Refused(String.valueOf(result.refusal()));
        }
        // What carries nothing any more has been replaced; one that carried several speaks on for the others.
        carrier.ifPresent(earlier -> unit.update("""
                        update transmission t set superseded_by = ? where t.id = ?
                          and not exists (select 1 from delivery v where v.transmission_id = t.id)""", transmission, earlier));
        return done(unit, transmission, null, "re-enveloped", actor, Hop.DELIVER, Lane.INTERACTIVE);
    }

    /** With today's configuration, in a unit of work that is committed if it is done. */
    Result reprocess(UnitOfWork unit, long transmissionId, String actor) {
        return reprocess(unit, transmissionId, With.TODAY, false, actor);
    }

    @Override
    public Result reprocess(long transmissionId, With with, boolean confirmed, String actor) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return reprocess(unit, transmissionId, with, confirmed, actor);
        }
    }

    private Result reprocess(UnitOfWork unit, long transmissionId, With with, boolean confirmed, String actor) {
        Optional<Earlier> found = load(unit, transmissionId);
        if (found.isEmpty() || found.get().direction().equals("OUT")) {
            return new Result.Refused("Only what we received can be reprocessed; retransmit what we sent.");
        }
        Earlier earlier = found.get();
        if (earlier.state().equals("RECEIVED")) {
            return new Result.Refused("It has not been processed yet; wait for its end.");
        }
        Optional<String> lost = with == With.AS_IT_WAS ? lost(earlier) : Optional.empty();
        if (lost.isPresent()) {
            return new Result.Refused(lost.get());
        }
        List<String> succeeded = destinationsServed(unit, earlier.root());
        boolean open = hasOpenSets(unit, earlier.root());
        if (!succeeded.isEmpty() && !open && !confirmed) {
            return new Result.NeedsConfirmation(succeeded);
        }
        Long as = with == With.AS_IT_WAS ? earlier.knowledge() : null;
        long id = copy(unit, transmissionId, earlier, Again.REPROCESS, confirmed, as, null);
        unit.update("""
                insert into work (id, hop, lane, flow, subject, bytes, ready_at, origin)
                values (?, 'PROCESS', ?, ?, ?, ?, now(), ?)""", id, earlier.lane(), earlier.connection(), id, earlier.size(), id);
        String what = with == With.AS_IT_WAS ? "reprocessed as it was" : "reprocessed";
        return done(unit, id, transmissionId, what, actor, Hop.PROCESS, earlier.lane());
    }

    /** Why it cannot be processed as it was, if so. What it needs is compiled here, so that no worker waits for it. */
    private Optional<String> lost(Earlier earlier) {
        Long then = earlier.knowledge();
        if (then == null) {
            return Optional.of(
                    "The record does not say what it was processed with: that was before this hub kept it, or"
                            + " it was never processed. Reprocess it with today's configuration.");
        }
        try {
            knowledge.asItWas(then);
            return Optional.empty();
        } catch (KnowledgeBase.NotKept e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The bytes are not copied, only pointed to. */
    private long copy(
            UnitOfWork unit,
            long of,
            Earlier earlier,
            Again again,
            boolean everything,
            @Nullable Long as,
            @Nullable String key) {
        long id = node.ids().next();
        unit.update(
                """
                insert into transmission (id, direction, state, lane, partner, connection, principal, door, usage, syntax,
                    media_type, transport_id, file_name, remote, size, sha256, wire_payload, clear_payload, again, again_of,
                    again_all, knowledge, created_at)
                select ?, direction, ?, lane, partner, connection, principal, door, usage, syntax,
                    media_type, coalesce(?, transport_id), file_name, remote, size, sha256, wire_payload, clear_payload, ?, ?,
                    ?, ?, ?
                from transmission where id = ?""",
                id,
                again == Again.RETRANSMIT ? "READY" : "RECEIVED",
                key,
                again,
                earlier.root(),
                everything,
                as,
                clock.instant(),
                of);
        unit.update(
                "update transmission set superseded_by = ? where (id = ? or again_of = ?) and id < ?",
                id,
                earlier.root(),
                earlier.root(),
                id);
        return id;
    }

    private Result done(UnitOfWork unit, long id, @Nullable Long of, String what, String actor, Hop hop, Lane lane) {
        String detail = of == null ? "Was " + what + "." : "Was " + what + " as " + RecordId.text(id) + ".";
        unit.add(new EventRow(
                node.ids().next(),
                "again." + what.split(" ", 2)[0],
                actor,
                of == null ? id : of,
                null,
                detail,
                clock.instant()));
        String subject = "transmission " + RecordId.text(of == null ? id : of);
        Audit.append(unit, clock, actor, "again." + what.split(" ", 2)[0], subject, "as " + RecordId.text(id));
        unit.afterCommit(() -> wakeUps.wake(hop, lane));
        unit.commit();
        return new Result.Done(id);
    }

    private static Optional<Earlier> load(UnitOfWork unit, long id) {
        return unit
                .query(
                        """
                        select direction, state, connection, lane, size, coalesce(again_of, id) as root, knowledge
                        from transmission where id = ? for update""",
                        row -> new Earlier(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Lane.valueOf(row.getString(4)),
                                row.getLong(5),
                                row.getLong(6),
                                UnitOfWork.number(row, "knowledge")),
                        id)
                .stream()
                .findFirst();
    }

    private static List<String> destinationsServed(UnitOfWork unit, long root) {
        return unit.query("""
                select distinct v.partner || ' (' || d.type || ' ' || d.number || ')' from delivery v
                join document d on d.id = v.document_id
                join transmission t on t.id = d.transmission_id
                where v.state = 'DELIVERED' and (t.id = ? or t.again_of = ?) order by 1 limit 20""", row -> row.getString(1), root, root);
    }

    /** Sets that were never translated, in any of the times the transmission was processed. */
    private static boolean hasOpenSets(UnitOfWork unit, long root) {
        return unit.query("""
                        select 1 from transaction_set s join transmission t on t.id = s.transmission_id
                        where (t.id = ? or t.again_of = ?) and s.state in ('UNRECOGNISED', 'QUARANTINED', 'HELD')
                          and not exists (select 1 from transaction_set o join transmission u on u.id = o.transmission_id
                            where (u.id = ? or u.again_of = ?) and o.start_offset = s.start_offset
                              and o.state in ('TRANSLATED', 'MATCHED'))
                        limit 1""", row -> row.getInt(1), root, root, root, root).stream()
                .findFirst()
                .isPresent();
    }
}
