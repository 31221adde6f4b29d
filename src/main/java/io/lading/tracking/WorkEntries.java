package io.lading.tracking;

import io.lading.interchange.FindingForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what waits for a person, with all that helps to decide. */
final class WorkEntries {
    private static final String ENTRIES = """
            select w.*, t.*, i.sender_qualifier, i.sender, i.receiver_qualifier, i.receiver, i.control_number,
                s.type as set_type, s.release as set_release, d.document_id, d.of_partner, d.for_partner, d.through,
                coalesce(d.document_type, n.document_type) as document_type, coalesce(d.number, n.number) as number,
                coalesce(d.reason, t.reason) as why_noted, e.kind as owed, e.partner as owed_by,
                exists (select 1 from lookup_wait l where l.transmission_id = w.subject or l.delivery_id = w.subject) as awaits,
                coalesce(d.findings, t.findings,
                    (select f.findings from interchange f
                        where f.transmission_id = t.id and f.findings is not null order by f.id limit 1),
                    (select f.findings from functional_group f join interchange p on p.id = f.interchange_id
                        where p.transmission_id = t.id and f.findings is not null order by f.id limit 1),
                    (select f.findings from transaction_set f
                        where f.transmission_id = t.id and f.findings is not null order by f.id limit 1)) as why
            from (select w.* from open_work w join transmission t on t.id = w.transmission_id
                where %s order by w.subject desc, w.standing limit ?) w
            join transmission t on t.id = w.transmission_id
            left join lateral (select * from interchange o where o.transmission_id = t.id order by o.id limit 1) i on true
            left join lateral (select * from transaction_set o where o.transmission_id = t.id order by o.id limit 1) s on true
            left join lateral (select * from set_number o where o.transmission_id = t.id order by o.set_id limit 1) n on true
            left join lateral (select o.id as document_id, o.type as document_type, o.number, o.partner as of_partner,
                    v.partner as for_partner, v.connection as through, v.reason, v.findings
                from delivery v join document o on o.id = v.document_id
                where v.id = w.delivery_id or t.direction = 'OUT' and v.transmission_id = t.id
                order by v.id limit 1) d on true
            left join lateral (select * from expectation o where o.transmission_id = t.id and o.state = w.standing
                order by o.id limit 1) e on true
            order by w.subject desc, w.standing""";

    private WorkEntries() {}

    static List<WorkEntry> read(UnitOfWork unit, WorkWanted wanted) {
        Conditions where = wanted.conditions();
        return unit.query(ENTRIES.formatted(where.sql()), WorkEntries::entry, where.values(wanted.limit()));
    }

    private static WorkEntry entry(ResultSet row) throws SQLException {
        Standing standing = Standing.valueOf(row.getString("standing"));
        Direction direction = Direction.valueOf(row.getString("direction"));
        boolean ofDelivery = UnitOfWork.number(row, "delivery_id") != null;
        Kind kind = Kind.of(standing, direction, ofDelivery);
        FindingForm first =
                FindingForm.read(row.getString("why")).stream().findFirst().orElse(null);
        String of = row.getString("of_partner");
        boolean out = ofDelivery || direction == Direction.OUT;
        return new WorkEntry(
                RecordId.text(row.getLong("subject")),
                standing,
                Summaries.at(row, "created_at"),
                ofDelivery ? Direction.OUT : direction,
                RecordId.text(row.getLong("transmission_id")),
                Summaries.text(row, "document_id"),
                blankToNull(row.getString("document_type")),
                row.getString("number"),
                out ? of : row.getString("partner"),
                ofDelivery ? row.getString("for_partner") : out ? row.getString("partner") : null,
                ofDelivery ? row.getString("through") : row.getString("connection"),
                row.getString("file_name"),
                row.getString("syntax"),
                row.getLong("size"),
                reason(kind, row, first),
                whatToDo(kind, row, first),
                kind.action,
                out ? null : claims(row));
    }

    /** What sort of trouble it is, which says the way out. */
    private enum Kind {
        TROUBLE_IN(Again.REPROCESS),
        HELD_IN(Again.REPROCESS),
        REJECTED_IN(Again.REPROCESS),
        ORPHAN(null),
        NOT_WRITTEN(Again.RE_ENVELOPE),
        NOT_SENT(Again.RETRANSMIT),
        REFUSED(null),
        OVERDUE(Again.RETRANSMIT);

        private final @Nullable Again action;

        Kind(@Nullable Again action) {
            this.action = action;
        }

        static Kind of(Standing standing, Direction direction, boolean ofDelivery) {
            if (ofDelivery) {
                return NOT_WRITTEN;
            }
            boolean out = direction == Direction.OUT;
            return switch (standing) {
                case OVERDUE -> OVERDUE;
                case ORPHAN -> ORPHAN;
                case REJECTED -> out ? REFUSED : REJECTED_IN;
                case HELD -> out ? NOT_SENT : HELD_IN;
                case GIVEN_UP -> NOT_SENT;
                default -> TROUBLE_IN;
            };
        }
    }

    private static String reason(Kind kind, ResultSet row, @Nullable FindingForm first) throws SQLException {
        String noted = row.getString("why_noted");
        return switch (kind) {
            case OVERDUE -> "The " + row.getString("owed") + " has not come in time.";
            case REFUSED -> "The receiver refused it by its " + row.getString("owed") + ".";
            case ORPHAN -> "It acknowledges nothing that this hub sent.";
            case NOT_SENT -> noted == null ? "No reason was noted." : noted;
            case NOT_WRITTEN, TROUBLE_IN, HELD_IN, REJECTED_IN -> {
                if (first != null) {
                    String found = first.found().isEmpty() ? "nothing" : first.found();
                    yield place(first) + "Expected " + first.expected() + ", found " + found + ".";
                }
                yield noted == null ? "No reason was noted." : noted;
            }
        };
    }

    private static String place(FindingForm finding) {
        return finding.segment() == null ? "" : finding.place() + ": ";
    }

    private static String whatToDo(Kind kind, ResultSet row, @Nullable FindingForm first) throws SQLException {
        String advice = first == null ? "" : first.advice();
        boolean awaits = row.getBoolean("awaits");
        return switch (kind) {
            case OVERDUE ->
                "Ask the receiver for it. Retransmit the document if they do not have it; dismiss the entry if they"
                        + " confirmed it otherwise.";
            case REFUSED ->
                "Correct the document or its map as the acknowledgement says and send it again: re-envelope it on its"
                        + " page, or send a corrected one from the source.";
            case ORPHAN -> "Ask the sender what it answers; dismiss it if nothing is missing.";
            case NOT_SENT -> "Retransmit it when the cause is gone: the same bytes go out again.";
            case NOT_WRITTEN -> awaits ? advice : (advice + " Then re-envelope it.").strip();
            case REJECTED_IN ->
                advice
                        + " The entry leaves when a corrected one with the same number arrives; if the agreement or guide"
                        + " was wrong, correct that and reprocess.";
            case HELD_IN ->
                awaits ? advice : (advice + " Reprocess lets it in; dismiss it if it does not count.").strip();
            case TROUBLE_IN -> trouble(row, advice);
        };
    }

    private static String trouble(ResultSet row, String advice) throws SQLException {
        if (!advice.isEmpty()) {
            return advice + " Then reprocess it.";
        }
        return row.getString("standing").equals(Standing.QUARANTINED.name())
                ? "Correct the map or agreement that the reason names. Then reprocess it."
                : "Add the partner, connection or agreement that is missing. Then reprocess it.";
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

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
