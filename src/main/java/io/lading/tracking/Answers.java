package io.lading.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads acknowledgements, expectations and events. */
final class Answers {
    private static final String ACKNOWLEDGEMENTS = """
            select a.*, t.state as carrier_state, coalesce(t.completed_at, t.created_at) as carried_at
            from acknowledgement a left join transmission t on t.id = a.transmission_id where %s order by a.id limit 1000""";

    private final UnitOfWork unit;

    Answers(UnitOfWork unit) {
        this.unit = unit;
    }

    /** What answers these interchanges as wholes, or anything in them. */
    List<AcknowledgementView> toInterchanges(Collection<String> interchanges) {
        return unit.query(
                ACKNOWLEDGEMENTS.formatted("""
                        a.interchange_id = any(?) or a.group_id in
                            (select g.id from functional_group g where g.interchange_id = any(?))"""),
                Answers::acknowledgement,
                Parts.ids(interchanges),
                Parts.ids(interchanges));
    }

    /** What answers one transaction set: by name, or with its group or interchange as a whole. */
    List<AcknowledgementView> toSet(SetView set) {
        return unit.query(
                ACKNOWLEDGEMENTS.formatted("""
                        a.set_id = ? or (a.set_id is null and a.group_id = ?)
                            or (a.set_id is null and a.group_id is null and a.interchange_id = ?)"""),
                Answers::acknowledgement,
                Parts.id(set.id()),
                Parts.id(set.group()),
                Parts.id(set.interchange()));
    }

    /** What a transmission answers. */
    List<AcknowledgementView> carriedBy(long transmission) {
        return unit.query(ACKNOWLEDGEMENTS.formatted("a.transmission_id = ?"), Answers::acknowledgement, transmission);
    }

    /** What partners answered to outbound transmissions. */
    List<AcknowledgementView> toTransmissions(Collection<String> transmissions) {
        return unit.query(
                ACKNOWLEDGEMENTS.formatted("""
                        a.direction = 'IN' and (
                            a.interchange_id in (select i.id from interchange i where i.transmission_id = any(?))
                            or a.group_id in (select g.id from interchange i
                                join functional_group g on g.interchange_id = i.id where i.transmission_id = any(?)))"""),
                Answers::acknowledgement,
                Parts.ids(transmissions),
                Parts.ids(transmissions));
    }

    private static AcknowledgementView acknowledgement(ResultSet row) throws SQLException {
        String carrier = row.getString("carrier_state");
        return new AcknowledgementView(
                RecordId.text(row.getLong("id")),
                Direction.valueOf(row.getString("direction")),
                row.getString("kind"),
                AcknowledgementStatus.valueOf(row.getString("status")),
                Summaries.text(row, "interchange_id"),
                Summaries.text(row, "group_id"),
                Summaries.text(row, "set_id"),
                Summaries.text(row, "transmission_id"),
                carrier == null ? null : TransmissionState.valueOf(carrier),
                carrier == null ? null : UnitOfWork.instant(row, "carried_at"),
                Summaries.at(row, "created_at"));
    }

    List<ExpectationView> expectations(Collection<String> transmissions) {
        return unit.query(
                "select * from expectation where transmission_id = any(?) order by id limit 1000",
                row -> new ExpectationView(
                        RecordId.text(row.getLong("id")),
                        row.getString("kind"),
                        ExpectationState.valueOf(row.getString("state")),
                        row.getString("partner"),
                        Summaries.text(row, "interchange_id"),
                        Summaries.text(row, "transmission_id"),
                        UnitOfWork.instant(row, "due_at"),
                        Summaries.at(row, "created_at"),
                        UnitOfWork.instant(row, "closed_at")),
                (Object) Parts.ids(transmissions));
    }

    /** Events, the newest first. */
    List<EventView> events(Conditions where, int limit) {
        return unit.query(
                "select * from event e where " + where.sql() + " order by e.id desc limit ?",
                row -> new EventView(
                        RecordId.text(row.getLong("id")),
                        Summaries.at(row, "at"),
                        row.getString("kind"),
                        row.getString("actor"),
                        Summaries.text(row, "transmission_id"),
                        Summaries.text(row, "document_id"),
                        row.getString("detail")),
                where.values(limit));
    }
}
