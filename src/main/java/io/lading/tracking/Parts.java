package io.lading.tracking;

import io.lading.interchange.FindingForm;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parts of transmissions and documents, each kind in one query for all that is asked for. */
final class Parts {
    /** Of an interchange of thousands a person reads those in trouble and a few. */
    static final int MOST_SETS = 200;

    private static final int MOST = 1_000;

    private final UnitOfWork unit;

    Parts(UnitOfWork unit) {
        this.unit = unit;
    }

    /** The facts of a transmission that its summary leaves out. */
    record Facts(
            @Nullable String principal,
            @Nullable String remote,
            String mediaType,
            @Nullable String transportId,
            String sha256,
            @Nullable Instant completedAt,
            List<FindingForm> findings) {}

    Facts facts(long transmission) {
        return unit.query("select * from transmission where id = ?", Parts::facts, transmission)
                .get(0);
    }

    private static Facts facts(ResultSet row) throws SQLException {
        return new Facts(
                row.getString("principal"),
                row.getString("remote"),
                row.getString("media_type"),
                row.getString("transport_id"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                UnitOfWork.instant(row, "completed_at"),
                FindingForm.read(row.getString("findings")));
    }

    /** Interchanges by their ids' column or their transmission's, without groups. */
    List<TransmissionView.Interchange> interchanges(String column, long id) {
        return unit.query(
                "select * from interchange where " + column + " = ? order by id limit " + MOST,
                row -> new TransmissionView.Interchange(
                        RecordId.text(row.getLong("id")),
                        row.getInt("ordinal"),
                        InterchangeState.valueOf(row.getString("state")),
                        row.getString("standard"),
                        address(row, "sender"),
                        address(row, "receiver"),
                        row.getString("control_number"),
                        row.getString("usage"),
                        row.getString("version"),
                        row.getLong("start_offset"),
                        row.getLong("end_offset"),
                        Summaries.text(row, "repeat_of"),
                        FindingForm.read(row.getString("findings")),
                        List.of()),
                id);
    }

    private static String address(ResultSet row, String which) throws SQLException {
        return (row.getString(which + "_qualifier") + " " + row.getString(which).stripTrailing()).strip();
    }

    /** Groups of interchanges, with their interchange's id; without sets. */
    List<GroupOf> groups(Collection<String> interchanges) {
        return unit.query(
                "select * from functional_group where interchange_id = any(?) order by id limit " + MOST,
                row -> new GroupOf(
                        RecordId.text(row.getLong("interchange_id")),
                        new TransmissionView.Group(
                                RecordId.text(row.getLong("id")),
                                row.getInt("ordinal"),
                                GroupState.valueOf(row.getString("state")),
                                row.getString("functional_id"),
                                row.getString("sender"),
                                row.getString("receiver"),
                                row.getString("control_number"),
                                row.getString("release"),
                                row.getInt("sets"),
                                FindingForm.read(row.getString("findings")),
                                List.of())),
                (Object) ids(interchanges));
    }

    record GroupOf(String interchange, TransmissionView.Group group) {}

    /** Transaction sets of a transmission, those in trouble first in line when there are too many; without documents. */
    List<SetView> setsOf(long transmission) {
        return unit.query("""
                select s.*, n.document_type, n.number from (select * from transaction_set where transmission_id = ?
                    order by state in ('REJECTED', 'HELD', 'QUARANTINED', 'UNRECOGNISED', 'ORPHAN') desc, id limit ?) s
                left join set_number n on n.set_id = s.id order by s.id""", Parts::set, transmission, MOST_SETS);
    }

    List<SetView> set(long id) {
        return unit.query(
                "select s.*, n.document_type, n.number from transaction_set s left join set_number n on n.set_id = s.id where s.id = ?",
                Parts::set,
                id);
    }

    private static SetView set(ResultSet row) throws SQLException {
        return new SetView(
                RecordId.text(row.getLong("id")),
                RecordId.text(row.getLong("group_id")),
                RecordId.text(row.getLong("interchange_id")),
                row.getInt("ordinal"),
                SetState.valueOf(row.getString("state")),
                row.getString("type"),
                row.getString("document_type"),
                row.getString("number"),
                row.getString("control_number"),
                row.getString("release"),
                row.getString("agreement"),
                row.getLong("start_offset"),
                row.getLong("end_offset"),
                row.getString("reason"),
                FindingForm.read(row.getString("findings")),
                times(row.getArray("stage_times")),
                null,
                List.of());
    }

    /** Of the sets that were taken in parts, by their ids. */
    Map<String, PartsView> partsOf(Long[] sets) {
        record Count(String set, PartsView counted) {}
        List<Count> counts = unit.query(
                """
                select set_id, count(*) as parts, count(*) filter (where state = 'TRANSLATED') as translated,
                    count(*) filter (where state = 'OPEN') as open
                from set_part where set_id = any(?) group by set_id""",
                row -> new Count(
                        RecordId.text(row.getLong("set_id")),
                        new PartsView(row.getInt("parts"), row.getInt("translated"), row.getInt("open"), List.of())),
                (Object) sets);
        Map<String, List<PartsView.Stuck>> stuck =
                counts.stream().anyMatch(count -> count.counted().stuckCount() > 0) ? stuckParts(sets) : Map.of();
        return counts.stream()
                .collect(Collectors.toMap(
                        Count::set,
                        count -> new PartsView(
                                count.counted().all(),
                                count.counted().translated(),
                                count.counted().open(),
                                stuck.getOrDefault(count.set(), List.of()))));
    }

    private Map<String, List<PartsView.Stuck>> stuckParts(Long[] sets) {
        Map<String, List<PartsView.Stuck>> bySet = new HashMap<>();
        unit.query(
                "select * from set_part where set_id = any(?) and state in ('HELD', 'QUARANTINED')"
                        + " order by set_id, ordinal limit " + MOST_SETS,
                row -> bySet.computeIfAbsent(RecordId.text(row.getLong("set_id")), set -> new ArrayList<>())
                        .add(new PartsView.Stuck(
                                row.getInt("ordinal"),
                                SetState.valueOf(row.getString("state")),
                                row.getLong("start_offset"),
                                row.getLong("end_offset"),
                                Objects.requireNonNullElse(row.getString("reason"), "no reason was noted"))),
                (Object) sets);
        return bySet;
    }

    private static List<@Nullable Instant> times(Array array) throws SQLException {
        List<@Nullable Instant> times = new ArrayList<>();
        try (ResultSet elements = array.getResultSet()) {
            while (elements.next()) {
                OffsetDateTime at = elements.getObject(2, OffsetDateTime.class);
                times.add(at == null ? null : at.toInstant());
            }
        }
        return times;
    }

    /** Deliveries of documents, with their attempts. */
    List<DocumentView.Delivery> deliveries(long document) {
        List<DocumentView.Delivery> found = unit.query(
                """
                select v.*, w.ready_at, (select e.subject from work e where e.order_key = w.order_key
                    and (e.origin, e.id) < (w.origin, w.id) order by e.origin desc, e.id desc limit 1) as behind
                from delivery v
                left join work w on w.subject = v.transmission_id and w.hop = 'DELIVER' and w.claimed_by is null
                where v.document_id = ? order by v.id limit 1000""",
                row -> {
                    DeliveryState state = DeliveryState.valueOf(row.getString("state"));
                    boolean event = row.getString("format").equals(Summaries.EVENT_FORMAT);
                    return new DocumentView.Delivery(
                            RecordId.text(row.getLong("id")),
                            row.getString("partner"),
                            row.getString("connection"),
                            row.getString("agreement"),
                            state,
                            Standing.of(state),
                            row.getString("format"),
                            event ? row.getString("reason") : null,
                            Summaries.text(row, "transmission_id"),
                            event ? null : reason(row),
                            FindingForm.read(row.getString("findings")),
                            Summaries.at(row, "created_at"),
                            UnitOfWork.instant(row, "completed_at"),
                            UnitOfWork.instant(row, "ready_at"),
                            List.of());
                },
                document);
        List<AttemptView> attempts = attempts(found.stream()
                .map(DocumentView.Delivery::transmission)
                .filter(java.util.Objects::nonNull)
                .toList());
        return found.stream().map(delivery -> withAttempts(delivery, attempts)).toList();
    }

    /** What is to be sent in order waits for what goes before it, and that is the reason it waits. */
    private static @Nullable String reason(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        Long behind = UnitOfWork.number(row, "behind");
        return reason != null || behind == null
                ? reason
                : "waits until transmission " + RecordId.text(behind)
                        + ", which goes before it, is delivered or given up";
    }

    private static DocumentView.Delivery withAttempts(DocumentView.Delivery delivery, List<AttemptView> all) {
        List<AttemptView> own = all.stream()
                .filter(attempt -> attempt.transmission().equals(delivery.transmission()))
                .toList();
        return new DocumentView.Delivery(
                delivery.id(),
                delivery.partner(),
                delivery.connection(),
                delivery.agreement(),
                delivery.state(),
                delivery.standing(),
                delivery.format(),
                delivery.event(),
                delivery.transmission(),
                delivery.reason(),
                delivery.findings(),
                delivery.createdAt(),
                delivery.completedAt(),
                delivery.nextAttemptAt(),
                own);
    }

    List<AttemptView> attempts(Collection<String> transmissions) {
        return unit.query(
                "select * from attempt where transmission_id = any(?) order by transmission_id, ordinal, id limit "
                        + MOST,
                row -> new AttemptView(
                        RecordId.text(row.getLong("transmission_id")),
                        row.getInt("ordinal"),
                        row.getInt("node"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("answer"),
                        Summaries.at(row, "started_at"),
                        UnitOfWork.instant(row, "ended_at")),
                (Object) ids(transmissions));
    }

    /** When the next try is planned, if one is. */
    @Nullable
    Instant nextAttempt(long transmission) {
        List<Optional<Instant>> ready = unit.query(
                "select ready_at from work where subject = ? and hop = 'DELIVER' and claimed_by is null",
                row -> Optional.ofNullable(UnitOfWork.instant(row, "ready_at")),
                transmission);
        return ready.stream().findFirst().flatMap(at -> at).orElse(null);
    }

    static Long[] ids(Collection<String> texts) {
        return texts.stream().map(Parts::id).toArray(Long[]::new);
    }

    /** Those that are ids; whatever else people write is none of ours. */
    static Long[] known(Collection<String> texts) {
        return texts.stream()
                .flatMapToLong(text -> RecordId.parse(text).stream())
                .boxed()
                .toArray(Long[]::new);
    }

    static long id(String text) {
        return RecordId.parse(text).orElseThrow(() -> new IllegalArgumentException(text + " is no id"));
    }
}
