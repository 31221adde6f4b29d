package io.lading.tracking;

import io.lading.tracking.Standing.Answered;
import io.lading.tracking.Standing.DeliveryCount;
import io.lading.tracking.Standing.SetCount;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads documents and transmissions in one line each, a page in one query. */
final class Summaries {
    /** Events tell of a delivery; they are not one a person counts. */
    static final String EVENT_FORMAT = "cloudevents/1.0";

    private static final String COUNTED = """
            count(*) filter (where v.state = 'DELIVERED') as delivered,
            count(*) filter (where v.state in ('WAITING', 'READY')) as waiting,
            count(*) filter (where v.state = 'RETRYING') as retrying,
            count(*) filter (where v.state = 'UNKNOWN') as unknown,
            count(*) filter (where v.state = 'GIVEN_UP') as given_up,
            count(*) filter (where v.state = 'HELD') as held,
            (array_agg(distinct v.partner))[1:5] as receivers""";

    private static final String DOCUMENTS = """
            select d.*, r.file_name, v.* from (select * from document d where %s order by d.id desc limit ?) d
            join transmission r on r.id = d.transmission_id
            left join lateral (select %s from delivery v
                where v.document_id = d.id and v.format <> 'cloudevents/1.0') v on true
            order by d.id desc""";

    private static final String TRANSMISSIONS = """
            select t.*, s.*, d.*, n.*, v.*, e.* from (select * from transmission t where %s order by t.id desc limit ?) t
            left join lateral (select count(*) as sets, count(*) filter (where s.state = 'REJECTED') as rejected,
                    count(*) filter (where s.state = 'MATCHED') as matched,
                    count(*) filter (where s.state = 'ORPHAN') as orphan, min(s.type) as contents
                from transaction_set s where s.transmission_id = t.id) s on true
            left join lateral (select count(*) as documents, min(o.id) as document_id,
                    (array_agg(o.type order by o.id))[1] as document_type, (array_agg(o.number order by o.id))[1] as number,
                    coalesce(sum(o.lines), 0) as lines, sum(o.total) as total, min(o.currency) as currency,
                    count(distinct coalesce(o.currency, '')) as currencies, (array_agg(distinct o.partner))[1:5] as senders
                from (select b.* from document b where t.direction = 'IN' and b.transmission_id = t.id
                    union all
                    select b.* from delivery c join document b on b.id = c.document_id
                    where t.direction = 'OUT' and c.transmission_id = t.id) o) d on true
            left join lateral (select %s from document o join delivery v on v.document_id = o.id
                where t.direction = 'IN' and o.transmission_id = t.id and v.format <> 'cloudevents/1.0') v on true
            left join lateral (select o.document_type as meant_type, o.number as meant_number from set_number o
                where o.transmission_id = t.id order by o.set_id limit 1) n on true
            left join lateral (select count(*) as owed, count(*) filter (where e.state = 'REJECTED') as refused,
                    count(*) filter (where e.state = 'OVERDUE') as overdue, count(*) filter (where e.state = 'MET') as met
                from expectation e where t.direction = 'OUT' and e.transmission_id = t.id) e on true
            order by t.id desc""";

    private Summaries() {}

    static List<DocumentSummary> documents(UnitOfWork unit, Conditions where, int limit) {
        List<DocumentSummary> found =
                unit.query(DOCUMENTS.formatted(where.sql(), COUNTED), Summaries::document, where.values(limit));
        Map<String, ExpectationState> owing = owing(
                unit, "v.document_id", found.stream().map(DocumentSummary::id).toList());
        return owing.isEmpty()
                ? found
                : found.stream()
                        .map(document -> document.standing(document.standing().after(owing.get(document.id()))))
                        .toList();
    }

    static List<TransmissionSummary> transmissions(UnitOfWork unit, Conditions where, int limit) {
        List<TransmissionSummary> found =
                unit.query(TRANSMISSIONS.formatted(where.sql(), COUNTED), Summaries::transmission, where.values(limit));
        Map<String, ExpectationState> owing = owing(
                unit,
                "o.transmission_id",
                found.stream().map(TransmissionSummary::id).toList());
        return owing.isEmpty()
                ? found
                : found.stream()
                        .map(transmission ->
                                transmission.standing(transmission.standing().after(owing.get(transmission.id()))))
                        .toList();
    }

    /** Which of these have a delivery whose receiver is overdue with its answer, or refused; the worse first. */
    private static Map<String, ExpectationState> owing(UnitOfWork unit, String whose, List<String> ids) {
        Map<String, ExpectationState> owing = new HashMap<>();
        if (ids.isEmpty()) {
            return owing;
        }
        unit.query(
                "select distinct " + whose
                        + " as whose, e.state from document o join delivery v on v.document_id = o.id"
                        + " join expectation e on e.transmission_id = v.transmission_id"
                        + " where e.state in ('OVERDUE', 'REJECTED') and " + whose + " = any(?) order by e.state",
                row -> owing.put(RecordId.text(row.getLong(1)), ExpectationState.valueOf(row.getString(2))),
                (Object) Parts.ids(ids));
        return owing;
    }

    private static DocumentSummary document(ResultSet row) throws SQLException {
        DeliveryCount deliveries = deliveries(row);
        return new DocumentSummary(
                RecordId.text(row.getLong("id")),
                at(row, "created_at"),
                row.getString("type"),
                row.getString("number"),
                row.getString("purpose"),
                row.getString("partner"),
                row.getString("agreement"),
                row.getString("usage"),
                row.getInt("lines"),
                row.getBigDecimal("total"),
                row.getString("currency"),
                Standing.of(deliveries),
                all(deliveries),
                deliveries.delivered(),
                RecordId.text(row.getLong("transmission_id")),
                row.getString("file_name"),
                texts(row.getArray("receivers")));
    }

    private static TransmissionSummary transmission(ResultSet row) throws SQLException {
        DeliveryCount deliveries = deliveries(row);
        TransmissionState state = TransmissionState.valueOf(row.getString("state"));
        SetCount sets =
                new SetCount(row.getInt("sets"), row.getInt("rejected"), row.getInt("matched"), row.getInt("orphan"));
        boolean oneCurrency = row.getInt("currencies") == 1;
        String again = row.getString("again");
        boolean out = row.getString("direction").equals(Direction.OUT.name());
        boolean named = row.getInt("documents") > 0;
        return new TransmissionSummary(
                RecordId.text(row.getLong("id")),
                at(row, "created_at"),
                out ? Direction.OUT : Direction.IN,
                state,
                Standing.of(state, sets, deliveries, answered(row))
                        .replaced(UnitOfWork.number(row, "superseded_by") != null),
                row.getString("partner"),
                row.getString("connection"),
                row.getString("door"),
                row.getString("usage"),
                row.getString("syntax"),
                row.getLong("size"),
                row.getString("file_name"),
                row.getString("reason"),
                again == null ? null : Again.valueOf(again),
                text(row, "again_of"),
                sets.all(),
                sets.rejected(),
                row.getString("contents"),
                row.getInt("documents"),
                text(row, "document_id"),
                named ? row.getString("document_type") : blankToNull(row.getString("meant_type")),
                named ? row.getString("number") : row.getString("meant_number"),
                row.getInt("lines"),
                oneCurrency ? row.getBigDecimal("total") : null,
                oneCurrency ? row.getString("currency") : null,
                all(deliveries),
                deliveries.delivered(),
                texts(row.getArray(out ? "senders" : "receivers")));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static DeliveryCount deliveries(ResultSet row) throws SQLException {
        return new DeliveryCount(
                row.getInt("delivered"),
                row.getInt("waiting"),
                row.getInt("retrying"),
                row.getInt("unknown"),
                row.getInt("given_up"),
                row.getInt("held"));
    }

    private static int all(DeliveryCount count) {
        return count.delivered()
                + count.waiting()
                + count.retrying()
                + count.unknown()
                + count.givenUp()
                + count.held();
    }

    private static Answered answered(ResultSet row) throws SQLException {
        int owed = row.getInt("owed");
        if (owed == 0) {
            return Answered.NOT_EXPECTED;
        }
        if (row.getInt("refused") > 0) {
            return Answered.REFUSED;
        }
        if (row.getInt("overdue") > 0) {
            return Answered.OVERDUE;
        }
        return row.getInt("met") == owed ? Answered.YES : Answered.EXPECTED;
    }

    /** An instant that is never null. */
    static Instant at(ResultSet row, String column) throws SQLException {
        Instant found = UnitOfWork.instant(row, column);
        return found == null ? Instant.EPOCH : found;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** An id as people see it; null if the column is. */
    static @Nullable String text(ResultSet row, String column) throws SQLException {
        Long id = UnitOfWork.number(row, column);
        return id == null ? null : RecordId.text(id);
    }
}
