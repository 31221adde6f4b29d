package io.lading.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds anything in the record again, by whatever somebody knows of it. Reads only. Thread-safe. */
public final class Finder {
    private final DataSource dataSource;

    public Finder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    // ---- lists ------------------------------------------------------------------------------------------------------

    public List<DocumentSummary> documents(Search search) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return Summaries.documents(unit, Filters.documents(search), search.limit());
        }
    }

    public List<TransmissionSummary> transmissions(Search search) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return Summaries.transmissions(unit, Filters.transmissions(search), search.limit());
        }
    }

    /**
     * What matches, the newest first: documents, and those transmissions that are not there already by their documents.
     * Without a text: transmissions, for a file of a thousand orders is one thing that happened.
     */
    public List<Entry> activity(Search search) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<TransmissionSummary> transmissions =
                    Summaries.transmissions(unit, Filters.transmissions(search), search.limit());
            if (search.text().isEmpty()) {
                return List.copyOf(transmissions);
            }
            List<DocumentSummary> documents = Summaries.documents(unit, Filters.documents(search), search.limit());
            Set<String> shown =
                    documents.stream().map(DocumentSummary::transmission).collect(Collectors.toSet());
            List<Entry> entries = new ArrayList<>(documents);
            named(unit, transmissions, search.text().get()).stream()
                    .filter(transmission -> !shown.contains(transmission.id()))
                    .forEach(entries::add);
            entries.sort((one, other) -> other.id().compareTo(one.id()));
            return List.copyOf(entries.subList(0, Math.min(search.limit(), entries.size())));
        }
    }

    public List<EventView> events(Search search) {
        Conditions conditions = new Conditions().window("e.id", search);
        search.type().ifPresent(kind -> conditions.and("e.kind = ?", kind));
        search.text()
                .ifPresent(text -> conditions.and(
                        "e.transmission_id = ? or e.document_id = ? or e.actor = ?", idOf(text), idOf(text), text));
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return new Answers(unit).events(conditions, search.limit());
        }
    }

    /** How many transmissions came in since an instant, and how many the hub is busy with. */
    public Counters counters(Instant since) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            long received = unit.query(
                            "select count(*) from transmission where id >= ? and direction = 'IN'",
                            row -> row.getLong(1),
                            RecordId.firstAt(since))
                    .get(0);
            Map<Standing, Long> underWay = new EnumMap<>(Standing.class);
            unit.query("""
                    select state, count(*) from transmission
                    where state in ('RECEIVED', 'RETRYING', 'UNKNOWN') and superseded_by is null group by state""", row -> underWay.put(Standing.valueOf(row.getString(1)), row.getLong(2)));
            return new Counters(since, received, underWay);
        }
    }

    /** @param underWay what the hub is busy with, now; only what is not zero */
    public record Counters(Instant since, long received, Map<Standing, Long> underWay) {}

    /** By the number that was looked for, where a transmission was found by that of one of its sets. */
    private static List<TransmissionSummary> named(
            UnitOfWork unit, List<TransmissionSummary> transmissions, String text) {
        record Named(String transmission, String type, String number) {}
        List<Named> names = unit.query(
                """
                select distinct on (transmission_id) transmission_id, document_type, number from set_number
                where transmission_id = any(?) and (numbers && ?::text[] or number like ?) order by transmission_id, set_id""",
                row -> new Named(RecordId.text(row.getLong(1)), row.getString(2), row.getString(3)),
                Parts.ids(transmissions.stream().map(TransmissionSummary::id).toList()),
                Filters.numbers(text),
                Filters.beginning(text));
        Map<String, Named> byTransmission = names.stream().collect(Collectors.toMap(Named::transmission, name -> name));
        return transmissions.stream()
                .map(transmission -> {
                    Named name = byTransmission.get(transmission.id());
                    return name == null
                            ? transmission
                            : transmission.named(name.type().isEmpty() ? null : name.type(), name.number());
                })
                .toList();
    }

    // ---- one thing
    // ----------------------------------------------------------------------------------------------------

    public Optional<TransmissionView> transmission(long id) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return Summaries.transmissions(unit, new Conditions().and("t.id = ?", id), 1).stream()
                    .findFirst()
                    .map(summary -> new Views(unit).transmission(id, summary));
        }
    }

    public Optional<DocumentView> document(long id) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return Summaries.documents(unit, new Conditions().and("d.id = ?", id), 1).stream()
                    .findFirst()
                    .map(summary -> new Views(unit).document(id, summary));
        }
    }

    /** Where a transmission stands, without reading what is in it; empty if there is none. */
    public Optional<TransmissionState> state(long transmission) {
        return states(List.of(transmission)).stream().findFirst();
    }

    private List<TransmissionState> states(Collection<Long> transmissions) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit.query(
                    "select state from transmission where id = any(?)",
                    row -> TransmissionState.valueOf(row.getString(1)),
                    (Object) transmissions.toArray(new Long[0]));
        }
    }

    /** Through which connection a received transmission came; empty if there is no such or it is ours. */
    public Optional<String> receivedThrough(long transmission) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit
                    .query(
                            "select connection from transmission where id = ? and direction = 'IN' and connection is not null",
                            row -> row.getString(1),
                            transmission)
                    .stream()
                    .findFirst();
        }
    }

    // ---- payloads
    // -----------------------------------------------------------------------------------------------------

    /** What a payload is, for those who pass it on. */
    public record Payload(
            long id, long size, String mediaType, @Nullable String fileName) {}

    /** The clear bytes of a transmission. */
    public Optional<Payload> payloadOf(long transmission) {
        return payload("""
                select p.id, p.size, p.media_type, t.file_name from transmission t
                join payload p on p.id = t.clear_payload where t.id = ?""", transmission);
    }

    /** The canonical JSON of a document. */
    public Optional<Payload> canonicalOf(long document) {
        return payload("""
                select p.id, p.size, p.media_type, null as file_name from document d
                join payload p on p.id = d.payload_id where d.id = ?""", document);
    }

    private Optional<Payload> payload(String sql, long id) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return unit
                    .query(
                            sql,
                            row -> new Payload(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                            id)
                    .stream()
                    .findFirst();
        }
    }

    /** Writes a payload a chunk at a time, so that a large one is never whole in memory. */
    public void copy(Payload payload, OutputStream out) throws IOException {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource);
                InputStream in = Payloads.open(unit, payload.id())) {
            in.transferTo(out);
        }
    }

    /** Some bytes of a payload, fewer at its end. */
    public byte[] range(Payload payload, long from, long to) {
        long end = Math.min(to, payload.size());
        if (from >= end) {
            return new byte[0];
        }
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return Payloads.range(unit, payload.id(), from, end);
        }
    }

    private static @Nullable Long idOf(String text) {
        var id = RecordId.parse(text);
        return id.isPresent() ? id.getAsLong() : null;
    }
}
