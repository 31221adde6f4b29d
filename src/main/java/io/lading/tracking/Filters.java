package io.lading.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Turns a search into conditions: one set for {@code document d}, one for {@code transmission t}. */
final class Filters {
    private static final int CONTROL_NUMBER = 9;
    /** Deliveries in a state, by way of the transmissions that carry them, whose open states are indexed. */
    private static final String DELIVERIES_THAT = """
            delivery v where v.transmission_id in (select x.id from transmission x where x.direction = 'OUT' and x.state = ?)
            or v.transmission_id is null and v.state = ?""";

    private static final String DELIVERIES_ON_THEIR_WAY = """
            delivery v where v.transmission_id in (select x.id from work w join transmission x on x.id = w.subject
                where w.hop = 'DELIVER' and x.state in ('READY', 'SENDING'))
            or v.transmission_id is null and v.state = 'WAITING'""";

    /** Deliveries whose receiver owes an answer, or refused. */
    private static final String OWING =
            "delivery v join expectation e on e.transmission_id = v.transmission_id where e.state = ?";

    private static final String ANSWERED_BADLY = """
            delivery v join expectation e on e.transmission_id = v.transmission_id
            where e.state in ('OVERDUE', 'REJECTED') and v.document_id is not null""";

    private static final String REPLACED = """
            t.superseded_by is not null and (t.state in ('UNRECOGNISED', 'QUARANTINED', 'HELD', 'GIVEN_UP', 'UNKNOWN')
                or t.state = 'PROCESSED' and exists (select 1 from transaction_set s where s.transmission_id = t.id)
                    and not exists (select 1 from transaction_set s where s.transmission_id = t.id and s.state <> 'REJECTED'))""";

    private static final String WITH_DOCUMENT_OF =
            "t.id in (select o.transmission_id from document o where o.id in (select v.document_id from %s))";

    private static final String WITH_SET =
            "t.id in (select s.transmission_id from transaction_set s where s.state = ? and s.direction = 'IN')";
    private static final String OWED = "t.id in (select e.transmission_id from expectation e where e.state = ?)";
    private static final String DELIVERED_WHOLLY = """
            exists (select 1 from document o join delivery v on v.document_id = o.id where o.transmission_id = t.id)
            and not exists (select 1 from document o join delivery v on v.document_id = o.id
                where o.transmission_id = t.id and v.state <> 'DELIVERED')""";

    private Filters() {}

    static Conditions documents(Search search) {
        Conditions conditions = new Conditions().window("d.id", search);
        search.partner()
                .ifPresent(partner -> conditions.and(
                        "d.partner = ? or exists (select 1 from delivery v where v.document_id = d.id and v.partner = ?)",
                        partner,
                        partner));
        search.sender().ifPresent(sender -> conditions.and("d.partner = ?", sender));
        search.number().ifPresent(number -> conditions.and("d.numbers @> ?::text[]", (Object) new String[] {number}));
        search.transmission().ifPresent(id -> conditions.and("""
                        d.transmission_id = ? or d.id in
                            (select v.document_id from delivery v where v.transmission_id = ?)""", id, id));
        search.connection()
                .ifPresent(connection -> conditions.and(
                        "(select r.connection from transmission r where r.id = d.transmission_id) = ?", connection));
        search.type().ifPresent(type -> conditions.and("lower(d.type) = lower(?)", type));
        search.text().ifPresent(text -> documentsWith(conditions, text));
        search.state().ifPresent(state -> documentsIn(conditions, state));
        // Documents are made of what comes in; what goes out are their deliveries.
        search.direction()
                .filter(direction -> direction == Direction.OUT)
                .ifPresent(
                        out -> conditions.and(
                                "exists (select 1 from delivery v where v.document_id = d.id and v.transmission_id is not null)"));
        return conditions;
    }

    static Conditions transmissions(Search search) {
        Conditions conditions = new Conditions().window("t.id", search);
        search.partner().ifPresent(partner -> conditions.and("""
                        t.partner = ? or t.direction = 'IN' and exists (select 1 from document o
                            join delivery v on v.document_id = o.id where o.transmission_id = t.id and v.partner = ?)""", partner, partner));
        search.sender().ifPresent(sender -> conditions.and("t.partner = ?", sender));
        search.direction().ifPresent(direction -> conditions.and("t.direction = ?", direction));
        search.connection().ifPresent(connection -> conditions.and("t.connection = ?", connection));
        search.transmission().ifPresent(id -> conditions.and("t.id = ?", id));
        search.number().ifPresent(number -> {
            Object exactly = new String[] {number};
            conditions.and("""
                    t.id in (select o.transmission_id from document o where o.numbers @> ?::text[]
                        union all
                        select o.transmission_id from set_number o where o.numbers @> ?::text[])""", exactly, exactly);
        });
        search.type().ifPresent(type -> transmissionsOf(conditions, type));
        search.text().ifPresent(text -> transmissionsWith(conditions, text));
        search.state().ifPresent(state -> transmissionsIn(conditions, state));
        return conditions;
    }

    private static void documentsWith(Conditions conditions, String text) {
        Long id = idOf(text);
        conditions.and("""
                d.id in (select o.id from document o where o.numbers && ?::text[] or o.number like ?
                    union all
                    select o.id from interchange i join transaction_set s on s.interchange_id = i.id
                        join document o on o.set_id = s.id where i.control_number = any(?)
                    union all
                    select o.id from transmission r join document o on o.transmission_id = r.id where r.direction = 'IN' and r.file_name like ?
                    union all
                    select o.id from document o where o.id = ? or o.transmission_id = ? or o.set_id = ?
                    union all
                    select v.document_id from delivery v where v.id = ? or v.transmission_id = ?)""", numbers(text), beginning(text), controlNumbers(text), beginning(text), id, id, id, id, id);
    }

    private static void transmissionsWith(Conditions conditions, String text) {
        Long id = idOf(text);
        conditions.and(
                """
                t.id in (select r.id from transmission r where r.id = ? or r.direction = 'IN' and r.file_name like ?
                    union all
                    select r.id from transmission r where r.direction = 'IN' and r.transport_id = ?
                    union all
                    select i.transmission_id from interchange i where i.id = ? or i.control_number = any(?)
                    union all
                    select s.transmission_id from transaction_set s where s.id = ?
                    union all
                    select o.transmission_id from document o where o.id = ? or o.numbers && ?::text[] or o.number like ?
                    union all
                    select o.transmission_id from set_number o where o.numbers && ?::text[] or o.number like ?
                    union all
                    select v.transmission_id from delivery v where v.id = ?)""",
                id,
                beginning(text),
                text,
                id,
                controlNumbers(text),
                id,
                id,
                numbers(text),
                beginning(text),
                numbers(text),
                beginning(text),
                id);
    }

    private static void transmissionsOf(Conditions conditions, String type) {
        conditions.and("""
                upper(t.syntax) = upper(?)
                or exists (select 1 from transaction_set s where s.transmission_id = t.id and upper(s.type) = upper(?))
                or exists (select 1 from document o where o.transmission_id = t.id and lower(o.type) = lower(?))
                or exists (select 1 from set_number o where o.transmission_id = t.id and lower(o.document_type) = lower(?))""", type, type, type, type);
    }

    private static void documentsIn(Conditions conditions, Standing state) {
        switch (state) {
            case DELIVERED -> conditions.and("""
                        exists (select 1 from delivery v where v.document_id = d.id)
                        and not exists (select 1 from delivery v where v.document_id = d.id and v.state <> 'DELIVERED')
                        and d.id not in (select v.document_id from %s)""".formatted(ANSWERED_BADLY));
            case DONE -> conditions.and("not exists (select 1 from delivery v where v.document_id = d.id)");
            case ON_ITS_WAY -> conditions.and("d.id in (select v.document_id from " + DELIVERIES_ON_THEIR_WAY + ")");
            case RETRYING, UNKNOWN, GIVEN_UP, HELD ->
                conditions.and("d.id in (select v.document_id from " + DELIVERIES_THAT + ")", state, state);
            case OVERDUE, REJECTED -> conditions.and("d.id in (select v.document_id from " + OWING + ")", state);
            case RECEIVED,
                    SENT,
                    ACCEPTED,
                    MATCHED,
                    REPEATED,
                    REPLACED,
                    PARTLY_REJECTED,
                    ORPHAN,
                    UNRECOGNISED,
                    QUARANTINED -> conditions.and("false"); // What came to that has no document.
        }
    }

    private static void transmissionsIn(Conditions conditions, Standing state) {
        switch (state) {
            case RECEIVED, REPEATED -> conditions.and("t.state = ?", state);
            case UNRECOGNISED, QUARANTINED -> conditions.and("t.state = ? and t.superseded_by is null", state);
            case REPLACED -> conditions.and(REPLACED);
            case HELD, RETRYING, UNKNOWN, GIVEN_UP ->
                conditions.and(
                        "t.state = ? and t.superseded_by is null or " + WITH_DOCUMENT_OF.formatted(DELIVERIES_THAT),
                        state,
                        state,
                        state);
            case ON_ITS_WAY ->
                conditions.and(
                        "t.state in ('READY', 'SENDING') or " + WITH_DOCUMENT_OF.formatted(DELIVERIES_ON_THEIR_WAY));
            case DELIVERED ->
                conditions.and("t.direction = 'IN' and t.state = 'PROCESSED' and " + DELIVERED_WHOLLY + " and not "
                        + WITH_DOCUMENT_OF.formatted(ANSWERED_BADLY));
            case DONE ->
                conditions.and(
                        "t.state = 'PROCESSED' and not exists (select 1 from document o where o.transmission_id = t.id)");
            case SENT -> conditions.and("t.state = 'SENT'");
            case ACCEPTED -> conditions.and(OWED, ExpectationState.MET);
            case OVERDUE ->
                conditions.and(
                        OWED + " or " + WITH_DOCUMENT_OF.formatted(OWING),
                        ExpectationState.OVERDUE,
                        ExpectationState.OVERDUE);
            case REJECTED ->
                conditions.and(
                        "t.state = 'PROCESSED' and t.superseded_by is null and " + WITH_SET + " or " + OWED + " or "
                                + WITH_DOCUMENT_OF.formatted(OWING),
                        SetState.REJECTED,
                        ExpectationState.REJECTED,
                        ExpectationState.REJECTED);
            case PARTLY_REJECTED ->
                conditions.and(
                        "t.state = 'PROCESSED' and " + WITH_SET
                                + " and exists (select 1 from document o where o.transmission_id = t.id)",
                        SetState.REJECTED);
            case MATCHED, ORPHAN -> conditions.and(WITH_SET, state);
        }
    }

    private static @org.jspecify.annotations.Nullable Long idOf(String text) {
        OptionalLong id = RecordId.parse(text);
        return id.isPresent() ? id.getAsLong() : null;
    }

    static String[] numbers(String text) {
        return Stream.of(text, text.toUpperCase(java.util.Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
    }

    /** Control numbers are written with leading zeros, and spoken without. */
    private static String[] controlNumbers(String text) {
        List<String> forms = new ArrayList<>(List.of(text));
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && text.length() < CONTROL_NUMBER) {
            forms.add("0".repeat(CONTROL_NUMBER - text.length()) + text);
        }
        return forms.toArray(String[]::new);
    }

    /** A pattern for texts that begin so; the pattern's own signs are escaped. */
    static String beginning(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
