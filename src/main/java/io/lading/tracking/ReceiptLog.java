package io.lading.tracking;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Messages as they travel and the receipts about them, for transports that have both. Thread-safe. */
public final class ReceiptLog {
    static final String EXPECTED = "MDN";

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(10);

    private final Map<String, Instant> notedAt = new ConcurrentHashMap<>();
    private final DataSource dataSource;
    private final Node node;
    private final Payloads payloads;
    private final Clock clock;

    public ReceiptLog(DataSource dataSource, Node node, Payloads payloads, Clock clock) {
        this.dataSource = dataSource;
        this.node = node;
        this.payloads = payloads;
        this.clock = clock;
    }

    /** A receipt as it was given or got. */
    public record Stored(String headers, byte[] body) {}

    /**
     * A message that was received before.
     *
     * @param wireSha256 of its exact bytes; absent once they were dropped by retention
     * @param receipt absent where none was asked for
     */
    public record Earlier(long transmissionId, byte @Nullable [] wireSha256, Optional<Stored> receipt) {}

    /** What came under a key through a connection, if anything did. */
    public Optional<Earlier> earlier(String connection, String key) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit
                    .query(
                            """
                            select k.transmission_id, p.sha256, r.headers, r.body
                            from submission_key k
                            join transmission t on t.id = k.transmission_id
                            left join payload p on p.id = t.wire_payload
                            left join receipt r on r.transmission_id = k.transmission_id
                            where k.connection = ? and k.key = ?""",
                            row -> new Earlier(
                                    row.getLong(1),
                                    row.getBytes(2),
                                    row.getString(3) == null
                                            ? Optional.empty()
                                            : Optional.of(new Stored(row.getString(3), row.getBytes(4)))),
                            connection,
                            key)
                    .stream()
                    .findFirst();
        }
    }

    /**
     * A message on its way out.
     *
     * @param mic what the receipt must say, if one is asked for
     * @param url where it goes, if not where its connection says
     */
    public record Wire(
            @Nullable String messageId,
            String headers,
            @Nullable String mic,
            @Nullable String url,
            Body body) {}

    /** The messages already made for transmissions, by their ids. */
    public Map<Long, Wire> wires(List<Long> transmissions) {
        record Facts(
                long id,
                @Nullable String messageId,
                String headers,
                @Nullable String mic,
                @Nullable String url,
                long payload) {}
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Facts> facts = unit.query(
                    """
                    select w.transmission_id, w.message_id, w.headers, w.mic, w.url, t.wire_payload
                    from wire_message w join transmission t on t.id = w.transmission_id
                    where w.transmission_id = any(?)""",
                    row -> new Facts(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6)),
                    (Object) transmissions.toArray(new Long[0]));
            Map<Long, Body> bodies = Payloads.bodies(
                    dataSource, unit, facts.stream().map(Facts::payload).toList(), changed -> {
                        throw changed;
                    });
            Map<Long, Wire> found = new HashMap<>();
            for (Facts fact : facts) {
                Body body = bodies.get(fact.payload());
                if (body != null) {
                    found.put(fact.id(), new Wire(fact.messageId(), fact.headers(), fact.mic(), fact.url(), body));
                }
            }
            return found;
        }
    }

    /**
     * A receipt that comes later.
     *
     * @param within how soon, each time the message was sent
     * @param asks how often the message is sent again to ask for it
     */
    public record Owed(Duration within, int asks) {}

    /**
     * Makes messages durable before they are sent for the first time.
     *
     * @param owed the receipt that is to come later; null where it comes in the answer or not at all
     */
    public void keep(Map<Long, Wire> made, String partner, @Nullable Owed owed) {
        if (made.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Long> ids = new ArrayList<>();
        List<Long> wirePayloads = new ArrayList<>();
        List<@Nullable String> messageIds = new ArrayList<>();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            made.forEach((id, wire) -> {
                Payloads.Kept kept = kept(unit, wire.body());
                ids.add(id);
                wirePayloads.add(kept.id());
                messageIds.add(wire.messageId());
                unit.add(new WireRow(id, wire.messageId(), wire.headers(), wire.mic(), wire.url()));
                if (owed != null) {
                    unit.add(new ExpectationRow(
                            node.ids().next(),
                            EXPECTED,
                            ExpectationState.OPEN,
                            partner,
                            null,
                            null,
                            id,
                            now.plus(owed.within()),
                            now));
                }
            });
            unit.flush();
            if (owed != null) {
                unit.update(
                        """
                        update expectation set asks_left = ?, owed_within = ? * interval '1 millisecond'
                        where kind = ? and transmission_id = any(?)""",
                        owed.asks(),
                        owed.within().toMillis(),
                        EXPECTED,
                        made.keySet().toArray(new Long[0]));
            }
            unit.update(
                    """
                    update transmission t set wire_payload = n.payload, transport_id = n.message
                    from unnest(?::bigint[], ?::bigint[], ?::text[]) as n(id, payload, message) where t.id = n.id""",
                    ids.toArray(new Long[0]),
                    wirePayloads.toArray(new Long[0]),
                    messageIds.toArray(new @Nullable String[0]));
            unit.commit();
        }
    }

    private Payloads.Kept kept(UnitOfWork unit, Body body) {
        try {
            return payloads.keep(unit, body, "application/octet-stream");
        } catch (IOException e) {
            throw new RecordUnavailable("reading the message that was made, to keep it", e);
        }
    }

    /** A receipt that came, about a transmission of ours. */
    public record Got(long transmissionId, String disposition, String headers, byte[] body) {}

    /** Keeps receipts as proof; of several about one transmission the first. */
    public void keepReceipts(List<Got> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            insert(unit, receipts);
            unit.commit();
        }
    }

    private void insert(UnitOfWork unit, List<Got> receipts) {
        Instant now = clock.instant();
        unit.updateAll(
                """
                insert into receipt (transmission_id, disposition, headers, body, created_at) values (?, ?, ?, ?, ?)
                on conflict (transmission_id) do nothing""",
                receipts.stream()
                        .map(got -> new @Nullable Object[] {
                            got.transmissionId(), got.disposition(), got.headers(), got.body(), now
                        })
                        .toList());
    }

    /** A message of ours that a receipt may be about. */
    public record Sent(long transmissionId, String messageId, String mic) {}

    /** The message of an id that was sent through a connection, if one was. */
    public Optional<Sent> sent(String connection, String messageId) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit
                    .query("""
                            select w.transmission_id, w.mic from wire_message w
                            join transmission t on t.id = w.transmission_id
                            where w.message_id = ? and t.connection = ? and t.direction = 'OUT' and w.mic is not null""", row -> new Sent(row.getLong(1), messageId, row.getString(2)), messageId, connection)
                    .stream()
                    .findFirst();
        }
    }

    /**
     * Writes down what a receipt that came later says: the expectation is met, or what was sent is given up to a person.
     *
     * @param refusal why the partner will not take it; null if it does
     */
    public void settle(Got got, String actor, @Nullable String refusal) {
        Instant now = clock.instant();
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            insert(unit, List.of(got));
            unit.update(
                    """
                    update expectation set state = ?, closed_at = ?
                    where transmission_id = ? and kind = ? and state in ('OPEN', 'OVERDUE', 'MET')""",
                    refusal == null ? ExpectationState.MET : ExpectationState.REJECTED,
                    now,
                    got.transmissionId(),
                    EXPECTED);
            end(unit, got.transmissionId(), refusal, now);
            note(unit, "receipt", actor, got.transmissionId(), got.disposition(), now);
            unit.commit();
        }
    }

    /** A receipt ends all doubt, also about a try whose answer was lost; what is being sent this moment ends by itself. */
    private static void end(UnitOfWork unit, long transmission, @Nullable String refusal, Instant now) {
        unit.update("delete from work where subject = ? and hop = 'DELIVER' and claimed_by is null", transmission);
        unit.update(
                """
                update transmission set state = ?, reason = ?, completed_at = ?
                where id = ? and not exists (select 1 from work where subject = ?)""",
                refusal == null ? TransmissionState.SENT : TransmissionState.GIVEN_UP,
                refusal,
                now,
                transmission,
                transmission);
        unit.update(
                """
                update delivery set state = ?, reason = ?, completed_at = ?
                where transmission_id = ? and not exists (select 1 from work where subject = ?)""",
                refusal == null ? DeliveryState.DELIVERED : DeliveryState.GIVEN_UP,
                refusal,
                now,
                transmission,
                transmission);
    }

    /**
     * Writes down that something was refused at a connection's door, at most once in ten seconds for each: a flood of
     * rubbish must not fill the record.
     */
    public void noteRefusal(String connection, String detail) {
        Instant now = clock.instant();
        Instant quiet = now.minus(BETWEEN_NOTES);
        Instant noted = notedAt.merge(connection, now, (earlier, later) -> earlier.isBefore(quiet) ? later : earlier);
        if (!noted.equals(now)) {
            return;
        }
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            note(unit, "refused", connection, null, detail, now);
            unit.commit();
        }
    }

    /** The receipt for a transmission is to be sent later, and is asked for again. */
    public void sendAgain(long transmission) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            unit.update("""
                    insert into work (id, hop, lane, flow, subject, bytes, ready_at, origin, attempts)
                    select ?, 'DELIVER', 'ACKNOWLEDGEMENT', o.connection, o.id, o.size, now(), i.id, o.attempts
                    from transmission i
                    join receipt r on r.transmission_id = i.id
                    join transmission o on o.id = r.carried_by
                    where i.id = ? and not exists (select 1 from work where subject = o.id)""", node.ids().next(), transmission);
            unit.commit();
        }
    }

    private void note(
            UnitOfWork unit, String kind, String actor, @Nullable Long transmission, String detail, Instant now) {
        unit.add(new EventRow(node.ids().next(), kind, actor, transmission, null, detail, now));
    }
}
