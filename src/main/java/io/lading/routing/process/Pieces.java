package io.lading.routing.process;

import io.lading.interchange.Delimiters;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Identification;
import io.lading.partner.ReceivingAgreement;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.Payloads;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WorkQueue.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads accepted sets of a split transmission back from the record and its stored chunks, as many as one batch takes. */
final class Pieces {
    private static final int DELIMITERS = 6;

    private final UnitOfWork unit;
    private final Knowledge knowledge;
    private final InboundTransmission transmission;
    private final Map<Long, InboundInterchange> interchanges = new HashMap<>();
    private final Map<Long, InboundGroup> groups = new HashMap<>();

    private Pieces(UnitOfWork unit, Knowledge knowledge, InboundTransmission transmission) {
        this.unit = unit;
        this.knowledge = knowledge;
        this.transmission = transmission;
    }

    private record Row(
            long id,
            long group,
            long interchange,
            int ordinal,
            String type,
            String control,
            String release,
            @Nullable String agreement,
            long start,
            long end) {}

    /**
     * Puts the next sets into a transmission; none if all are done.
     *
     * @param most how many sets, and how many bytes beyond the first set
     */
    static void load(UnitOfWork unit, Knowledge knowledge, InboundTransmission transmission, int most, long mostBytes) {
        Pieces pieces = new Pieces(unit, knowledge, transmission);
        List<Row> rows = rows(unit, transmission.work(), most);
        Map<Long, CutParts.Next> parts =
                CutParts.next(unit, rows.stream().map(Row::id).toList());
        if (rows.isEmpty()) {
            return;
        }
        CutParts.Next part = parts.get(rows.get(0).id());
        if (part != null) {
            pieces.load(rows.get(0), part);
            return;
        }
        pieces.load(upTo(
                rows.stream().takeWhile(row -> !parts.containsKey(row.id())).toList(), mostBytes));
    }

    private static List<Row> rows(UnitOfWork unit, Work work, int most) {
        return unit.query(
                """
                select id, group_id, interchange_id, ordinal, type, control_number, release, agreement, start_offset,
                    end_offset
                from transaction_set
                where id between ? and ? and transmission_id = ? and state in ('ACCEPTED', 'ACCEPTED_WITH_ERRORS')
                order by id limit ?""",
                row -> new Row(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getLong(9),
                        row.getLong(10)),
                work.firstSet(),
                work.lastSet(),
                work.subject(),
                most);
    }

    private static List<Row> upTo(List<Row> rows, long mostBytes) {
        List<Row> taken = new ArrayList<>();
        for (Row row : rows) {
            if (!taken.isEmpty() && row.end() - taken.get(0).start() > mostBytes) {
                return taken;
            }
            taken.add(row);
        }
        return taken;
    }

    private void load(List<Row> rows) {
        long from = rows.get(0).start();
        long to = rows.get(rows.size() - 1).end();
        byte[] bytes = Payloads.range(unit, transmission.facts().clearPayload(), from, to);
        for (Row row : rows) {
            InboundGroup group = group(row);
            group.sets().add(set(row, group, table(row, group, bytes, from)));
        }
    }

    /** One part of a set that is too large for one piece. */
    private void load(Row row, CutParts.Next next) {
        InboundGroup group = group(row);
        CutPart part = next.part();
        long payload = transmission.facts().clearPayload();
        byte[] beginning = Payloads.range(unit, payload, row.start(), part.leadEnd());
        byte[] lines = Payloads.range(unit, payload, part.start(), part.end());
        SegmentTable table = InterchangeReader.readPart(
                beginning,
                row.start(),
                lines,
                part.start(),
                part.lead(),
                part.passed(),
                group.interchange().header());
        InboundSet set = set(row, group, table);
        set.standsFor(part, next.documents());
        group.sets().add(set);
    }

    private InboundGroup group(Row row) {
        return groups.computeIfAbsent(row.group(), id -> group(id, interchange(row.interchange())));
    }

    private static SegmentTable table(Row row, InboundGroup group, byte[] bytes, long origin) {
        InterchangeHeader interchange = group.interchange().header();
        return InterchangeReader.readSet(
                bytes,
                (int) (row.start() - origin),
                (int) (row.end() - origin),
                origin,
                interchange.standard(),
                interchange.delimiters(),
                interchange.version());
    }

    private InboundSet set(Row row, InboundGroup group, SegmentTable table) {
        SetHeader header = new SetHeader(row.type(), row.control(), "", row.release(), row.ordinal(), row.start());
        InboundSet set = new InboundSet(row.id(), transmission, group, header, table, true, row.end());
        identify(set, row.agreement());
        set.reached(Stage.ACKNOWLEDGED);
        ReceivingAgreement agreement = set.agreement();
        if (agreement != null) {
            ValidateStage.schema(knowledge.guides(), set).ifPresent(set::checkedAgainst);
        }
        return set;
    }

    private void identify(InboundSet set, @Nullable String agreement) {
        Community community = knowledge.community();
        if (agreement != null) {
            community
                    .receivingAgreement(agreement)
                    .ifPresent(found -> set.identified(new Identification.Agreed(found)));
            return;
        }
        Connection connection =
                community.connection(transmission.facts().connection()).orElse(null);
        if (connection != null) {
            set.identified(community.identifyParties(
                    connection, set.group().interchange().header()));
        }
    }

    private InboundInterchange interchange(long id) {
        return interchanges.computeIfAbsent(id, wanted -> {
            InboundInterchange found = unit.query("select * from interchange where id = ?", Pieces::interchange, wanted)
                    .get(0);
            transmission.interchanges().add(found);
            return found;
        });
    }

    private static InboundInterchange interchange(ResultSet row) throws SQLException {
        byte[] marks = row.getBytes("delimiters");
        byte[] six = marks.length == DELIMITERS ? marks : new byte[DELIMITERS];
        InterchangeHeader header = new InterchangeHeader(
                Standard.valueOf(row.getString("standard")),
                row.getString("sender_qualifier"),
                row.getString("sender"),
                row.getString("receiver_qualifier"),
                row.getString("receiver"),
                row.getString("interchange_date"),
                row.getString("interchange_time"),
                row.getString("version"),
                row.getString("control_number"),
                false,
                Usage.valueOf(row.getString("usage")),
                new Delimiters(six[0], six[1], six[2], six[3], six[4], six[5]),
                row.getLong("start_offset"));
        return new InboundInterchange(row.getLong("id"), row.getInt("ordinal"), header);
    }

    private InboundGroup group(long id, InboundInterchange interchange) {
        InboundGroup group = unit.query(
                        "select * from functional_group where id = ?",
                        row -> new InboundGroup(
                                row.getLong("id"),
                                row.getInt("ordinal"),
                                interchange,
                                new GroupHeader(
                                        row.getString("functional_id"),
                                        row.getString("sender"),
                                        row.getString("receiver"),
                                        "",
                                        "",
                                        row.getString("control_number"),
                                        "",
                                        row.getString("release"),
                                        0)),
                        id)
                .get(0);
        interchange.groups().add(group);
        return group;
    }
}
