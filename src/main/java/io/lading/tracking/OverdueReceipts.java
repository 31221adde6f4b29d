package io.lading.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * Asks for receipts that did not come in time by having the same message sent again, as often as was agreed; then says that
 * nobody knows whether the partner has it. Harmless to call at any time and by any number of nodes.
 */
public final class OverdueReceipts {
    private static final int MOST_AT_ONCE = 100;

    private final DataSource dataSource;
    private final Node node;
    private final Clock clock;

    /** @param clock of what is due: the business clock */
    public OverdueReceipts(DataSource dataSource, Node node, Clock clock) {
        this.dataSource = dataSource;
        this.node = node;
        this.clock = clock;
    }

    private record Overdue(
            long expectation, String partner, long transmission, int asksLeft, int attempts, Instant now) {
        static Overdue read(ResultSet row, Instant now) throws SQLException {
            return new Overdue(
                    row.getLong("id"),
                    row.getString("partner"),
                    row.getLong("transmission_id"),
                    row.getInt("asks_left"),
                    row.getInt("attempts"),
                    now);
        }
    }

    /** @return how many were overdue */
    public int look() {
        Instant now = clock.instant();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Overdue> overdue =
                    unit.query("""
                    select e.id, e.partner, e.transmission_id, e.asks_left, t.attempts
                    from expectation e join transmission t on t.id = e.transmission_id
                    where e.kind = ? and e.state = 'OPEN' and e.due_at < ? and t.state = 'SENT'
                    order by e.due_at limit ? for update of e skip locked""", row -> Overdue.read(row, now), ReceiptLog.EXPECTED, now, MOST_AT_ONCE);
            for (Overdue one : overdue) {
                if (one.asksLeft() > 0) {
                    ask(unit, one);
                } else {
                    raise(unit, one);
                }
            }
            if (!overdue.isEmpty()) {
                unit.commit();
            }
            return overdue.size();
        }
    }

    /** The same bytes under the same id: a partner that has them sends its receipt again, another one takes them now. */
    private void ask(UnitOfWork unit, Overdue overdue) {
        unit.update("""
                insert into work (id, hop, lane, flow, subject, bytes, ready_at, origin, attempts)
                select ?, 'DELIVER', t.lane, t.connection, t.id, t.size, now(), t.id, t.attempts from transmission t
                where t.id = ? and not exists (select 1 from work w where w.subject = t.id and w.hop = 'DELIVER')""", node.ids().next(), overdue.transmission());
        unit.update(
                "update expectation set asks_left = asks_left - 1, due_at = ?::timestamptz + owed_within where id = ?",
                overdue.now(),
                overdue.expectation());
        note(unit, overdue, "Its receipt did not come in time; the same message is sent again to ask for it.");
    }

    private void raise(UnitOfWork unit, Overdue overdue) {
        String reason = "The receipt did not come, though the message was sent " + overdue.attempts()
                + " times: whether the partner has it is unknown. Ask the partner, then retransmit it or leave it.";
        unit.update("update expectation set state = 'OVERDUE' where id = ?", overdue.expectation());
        unit.update(
                "update transmission set state = ?, reason = ?, completed_at = null where id = ?",
                TransmissionState.UNKNOWN,
                reason,
                overdue.transmission());
        unit.update(
                "update delivery set state = ?, reason = ?, completed_at = null where transmission_id = ?",
                DeliveryState.UNKNOWN,
                reason,
                overdue.transmission());
        note(unit, overdue, reason);
    }

    private void note(UnitOfWork unit, Overdue overdue, String words) {
        unit.add(new EventRow(
                node.ids().next(), "receipt", overdue.partner(), overdue.transmission(), null, words, overdue.now()));
    }
}
