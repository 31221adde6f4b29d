package io.lading.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a transmission or document together. */
final class Views {
    private static final int MOST_EVENTS = 200;

    private final UnitOfWork unit;
    private final Parts parts;
    private final Answers answers;

    Views(UnitOfWork unit) {
        this.unit = unit;
        this.parts = new Parts(unit);
        this.answers = new Answers(unit);
    }

    TransmissionView transmission(long id, TransmissionSummary summary) {
        Parts.Facts facts = parts.facts(id);
        List<TransmissionView.Interchange> interchanges = interchanges(id);
        List<String> ids =
                interchanges.stream().map(TransmissionView.Interchange::id).toList();
        boolean out = summary.direction() == Direction.OUT;
        List<AcknowledgementView> acknowledgements = new ArrayList<>(answers.carriedBy(id));
        answers.toInterchanges(ids).forEach(acknowledgements::add);
        return new TransmissionView(
                summary,
                facts.principal(),
                facts.remote(),
                facts.mediaType(),
                facts.transportId(),
                facts.sha256(),
                facts.completedAt(),
                out ? parts.nextAttempt(id) : null,
                facts.findings(),
                interchanges,
                List.copyOf(acknowledgements),
                out ? answers.expectations(List.of(summary.id())) : List.of(),
                out ? parts.attempts(List.of(summary.id())) : List.of(),
                out ? carried(id) : List.of(),
                answers.events(new Conditions().and("e.transmission_id = ?", id), MOST_EVENTS),
                doneAgain(id));
    }

    /** Documents that an outbound transmission delivers. */
    private List<DocumentSummary> carried(long transmission) {
        Conditions ofTransmission = new Conditions()
                .and("d.id in (select v.document_id from delivery v where v.transmission_id = ?)", transmission);
        return Summaries.documents(unit, ofTransmission, Parts.MOST_SETS);
    }

    private List<String> doneAgain(long transmission) {
        return unit.query(
                "select id from transmission where again_of = ? order by id",
                row -> RecordId.text(row.getLong(1)),
                transmission);
    }

    private List<TransmissionView.Interchange> interchanges(long transmission) {
        List<TransmissionView.Interchange> bare = parts.interchanges("transmission_id", transmission);
        if (bare.isEmpty()) {
            return bare;
        }
        List<SetView> sets = withDocuments(parts.setsOf(transmission));
        Map<String, List<SetView>> byGroup = new HashMap<>();
        sets.forEach(set ->
                byGroup.computeIfAbsent(set.group(), group -> new ArrayList<>()).add(set));
        Map<String, List<TransmissionView.Group>> byInterchange = new HashMap<>();
        for (Parts.GroupOf found :
                parts.groups(bare.stream().map(TransmissionView.Interchange::id).toList())) {
            byInterchange
                    .computeIfAbsent(found.interchange(), interchange -> new ArrayList<>())
                    .add(with(found.group(), byGroup.getOrDefault(found.group().id(), List.of())));
        }
        return bare.stream()
                .map(interchange -> with(interchange, byInterchange.getOrDefault(interchange.id(), List.of())))
                .toList();
    }

    private List<SetView> withDocuments(List<SetView> sets) {
        Long[] ids = Parts.ids(sets.stream().map(SetView::id).toList());
        Map<String, List<DocumentSummary>> bySet = new HashMap<>();
        Map<String, String> setOf = new LinkedHashMap<>();
        unit.query(
                "select id, set_id from document where set_id = any(?)",
                row -> setOf.put(RecordId.text(row.getLong(1)), RecordId.text(row.getLong(2))),
                (Object) ids);
        Conditions ofSets = new Conditions().and("d.set_id = any(?)", (Object) ids);
        for (DocumentSummary document : Summaries.documents(unit, ofSets, Search.MOST)) {
            bySet.computeIfAbsent(Objects.requireNonNull(setOf.get(document.id())), set -> new ArrayList<>())
                    .add(0, document);
        }
        Map<String, PartsView> inParts = parts.partsOf(ids);
        return sets.stream()
                .map(set -> with(set, inParts.get(set.id()), bySet.getOrDefault(set.id(), List.of())))
                .toList();
    }

    DocumentView document(long id, DocumentSummary summary) {
        Row row = row(id);
        Map<String, PartsView> inParts = parts.partsOf(new Long[] {row.set()});
        SetView set = parts.set(row.set()).stream()
                .map(found -> with(found, inParts.get(found.id()), List.of(summary)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Document " + summary.id() + " has no transaction set"));
        List<DocumentView.Delivery> deliveries = parts.deliveries(id);
        List<String> carriers = deliveries.stream()
                .map(DocumentView.Delivery::transmission)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<AcknowledgementView> all = new ArrayList<>(answers.toSet(set));
        all.addAll(answers.toTransmissions(carriers));
        Conditions ofDocument = new Conditions()
                .and("e.document_id = ? or e.transmission_id = ?", id, Parts.id(summary.transmission()));
        return new DocumentView(
                summary,
                row.numbers(),
                row.issued(),
                row.map(),
                row.mapVersion(),
                row.schemaVersion(),
                row.agreementVersion(),
                io.lading.interchange.FindingForm.read(row.unused()),
                origin(summary),
                parts.interchanges("id", Parts.id(set.interchange())).stream()
                        .findFirst()
                        .orElse(null),
                set,
                deliveries,
                List.copyOf(all),
                answers.expectations(carriers),
                answers.events(ofDocument, MOST_EVENTS));
    }

    private TransmissionSummary origin(DocumentSummary summary) {
        Conditions one = new Conditions().and("t.id = ?", Parts.id(summary.transmission()));
        return Summaries.transmissions(unit, one, 1).get(0);
    }

    private record Row(
            long set,
            List<String> numbers,
            @Nullable String issued,
            String map,
            String mapVersion,
            String schemaVersion,
            String agreementVersion,
            @Nullable String unused) {}

    private Row row(long document) {
        return unit.query(
                        "select * from document where id = ?",
                        row -> new Row(
                                row.getLong("set_id"),
                                List.of((String[]) row.getArray("numbers").getArray()),
                                row.getString("issued"),
                                row.getString("map"),
                                row.getString("map_version"),
                                row.getString("schema_version"),
                                row.getString("agreement_version"),
                                row.getString("unused")),
                        document)
                .get(0);
    }

    private static SetView with(SetView set, @Nullable PartsView inParts, List<DocumentSummary> documents) {
        return new SetView(
                set.id(),
                set.group(),
                set.interchange(),
                set.ordinal(),
                set.state(),
                set.type(),
                set.documentType(),
                set.number(),
                set.controlNumber(),
                set.release(),
                set.agreement(),
                set.startOffset(),
                set.endOffset(),
                set.reason(),
                set.findings(),
                set.stages(),
                inParts,
                List.copyOf(documents));
    }

    private static TransmissionView.Group with(TransmissionView.Group group, List<SetView> sets) {
        return new TransmissionView.Group(
                group.id(),
                group.ordinal(),
                group.state(),
                group.functionalId(),
                group.sender(),
                group.receiver(),
                group.controlNumber(),
                group.release(),
                group.sets(),
                group.findings(),
                List.copyOf(sets));
    }

    private static TransmissionView.Interchange with(
            TransmissionView.Interchange interchange, List<TransmissionView.Group> groups) {
        return new TransmissionView.Interchange(
                interchange.id(),
                interchange.ordinal(),
                interchange.state(),
                interchange.standard(),
                interchange.sender(),
                interchange.receiver(),
                interchange.controlNumber(),
                interchange.usage(),
                interchange.version(),
                interchange.startOffset(),
                interchange.endOffset(),
                interchange.repeatOf(),
                interchange.findings(),
                List.copyOf(groups));
    }
}
