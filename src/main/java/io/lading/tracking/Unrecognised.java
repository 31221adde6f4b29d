package io.lading.tracking;

import io.lading.interchange.FindingForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bin of what nobody could take. */
final class Unrecognised {
    private static final String BIN = """
            select t.*, i.sender_qualifier, i.sender, i.receiver_qualifier, i.receiver, i.control_number,
                s.type as set_type, s.release as set_release,
                coalesce(t.findings,
                    (select f.findings from interchange f
                        where f.transmission_id = t.id and f.findings is not null order by f.id limit 1),
                    (select f.findings from functional_group f join interchange p on p.id = f.interchange_id
                        where p.transmission_id = t.id and f.findings is not null order by f.id limit 1),
                    (select f.findings from transaction_set f
                        where f.transmission_id = t.id and f.findings is not null order by f.id limit 1)) as why
            from (select * from transmission t where t.direction = 'IN'
                and t.state in ('UNRECOGNISED', 'QUARANTINED', 'HELD')
                and not exists (select 1 from transmission n where n.again_of = t.id and n.state in ('PROCESSED', 'REPEATED'))
                and %s order by t.id desc limit ?) t
            left join lateral (select * from interchange o where o.transmission_id = t.id order by o.id limit 1) i on true
            left join lateral (select * from transaction_set o where o.transmission_id = t.id order by o.id limit 1) s on true
            order by t.id desc""";

    private Unrecognised() {}

    static List<UnrecognisedEntry> list(UnitOfWork unit, Search search) {
        Conditions where = Filters.transmissions(search);
        return unit.query(BIN.formatted(where.sql()), Unrecognised::entry, where.values(search.limit()));
    }

    private static UnrecognisedEntry entry(ResultSet row) throws SQLException {
        TransmissionState state = TransmissionState.valueOf(row.getString("state"));
        FindingForm first =
                FindingForm.read(row.getString("why")).stream().findFirst().orElse(null);
        return new UnrecognisedEntry(
                RecordId.text(row.getLong("id")),
                Summaries.at(row, "created_at"),
                state == TransmissionState.QUARANTINED
                        ? Standing.QUARANTINED
                        : state == TransmissionState.HELD ? Standing.HELD : Standing.UNRECOGNISED,
                row.getString("partner"),
                row.getString("connection"),
                row.getString("file_name"),
                row.getString("syntax"),
                row.getLong("size"),
                reason(row.getString("reason"), first),
                advice(state, first),
                claims(row));
    }

    private static String reason(@Nullable String noted, @Nullable FindingForm first) {
        if (first != null) {
            String found = first.found().isEmpty() ? "nothing" : first.found();
            return "Expected " + first.expected() + ", found " + found + ".";
        }
        return noted == null ? "No reason was noted." : noted;
    }

    private static String advice(TransmissionState state, @Nullable FindingForm first) {
        String then = state == TransmissionState.HELD ? "" : " Then reprocess it.";
        if (first != null && !first.advice().isEmpty()) {
            return first.advice() + then;
        }
        return state == TransmissionState.QUARANTINED
                ? "Correct the map or agreement that the reason names." + then
                : "Add the partner, connection or agreement that is missing." + then;
    }

    private static @Nullable String claims(ResultSet row) throws SQLException {
        String sender = row.getString("sender");
        if (sender == null || sender.isBlank()) {
            return null;
        }
        String type = row.getString("set_type");
        return (type == null ? "" : type + " in " + row.getString("set_release") + " ") + "from "
                + address(row, "sender") + " to " + address(row, "receiver")
                + ", interchange " + row.getString("control_number");
    }

    private static String address(ResultSet row, String which) throws SQLException {
        return (row.getString(which + "_qualifier") + " " + row.getString(which).stripTrailing()).strip();
    }
}
