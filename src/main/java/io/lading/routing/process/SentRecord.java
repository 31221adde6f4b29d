package io.lading.routing.process;

import io.lading.acknowledgement.SentItems;
import io.lading.tracking.RecordId;
import io.lading.tracking.UnitOfWork;
import java.util.List;
import java.util.Optional;

/** What we sent, as the record knows it; asked by those who match acknowledgements. */
final class SentRecord implements SentItems {
    private final UnitOfWork unit;

    SentRecord(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public Optional<SentGroup> group(GroupKey key) {
        List<Long> groups = unit.query(
                """
                select id from functional_group
                where direction = 'OUT' and control_number = ? and functional_id = ? and sender = ? and receiver = ?
                order by id desc limit 1""", row -> row.getLong(1), key.controlNumber(), key.functionalId(), key.sender(), key.receiver());
        return groups.stream().findFirst().map(id -> new SentGroup(RecordId.text(id), sets(id)));
    }

    @Override
    public Optional<SentInterchange> interchange(ReferenceKey key) {
        return unit.query("""
                        select id from interchange
                        where direction = 'OUT' and standard = 'EDIFACT' and control_number = ? and sender = ?
                          and receiver = ?
                        order by id desc limit 1""", row -> row.getLong(1), key.reference(), key.sender(), key.receiver()).stream()
                .findFirst()
                .map(id -> new SentInterchange(RecordId.text(id), groups(id)));
    }

    private List<NumberedGroup> groups(long interchange) {
        record Row(long id, String number) {}
        List<Row> rows = unit.query(
                "select id, control_number from functional_group where interchange_id = ? order by ordinal",
                row -> new Row(row.getLong(1), row.getString(2)),
                interchange);
        return rows.stream()
                .map(row -> new NumberedGroup(row.number(), new SentGroup(RecordId.text(row.id()), sets(row.id()))))
                .toList();
    }

    private List<SentSet> sets(long group) {
        return unit.query(
                "select id, type, control_number from transaction_set where group_id = ? order by ordinal",
                row -> new SentSet(RecordId.text(row.getLong(1)), row.getString(2), row.getString(3)),
                group);
    }

    @Override
    public Optional<String> interchange(InterchangeKey key) {
        return unit
                .query(
                        """
                        select id from interchange
                        where direction = 'OUT' and control_number = ? and sender_qualifier = ? and sender = ?
                          and receiver_qualifier = ? and receiver = ? and interchange_date = ? and interchange_time = ?
                        order by id desc limit 1""",
                        row -> row.getLong(1),
                        key.controlNumber(),
                        key.senderQualifier(),
                        key.sender(),
                        key.receiverQualifier(),
                        key.receiver(),
                        key.date(),
                        key.time())
                .stream()
                .findFirst()
                .map(RecordId::text);
    }
}
