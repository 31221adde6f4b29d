package io.lading.cli;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Position;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.registry.LoadedMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Knows which transaction set each document was read from, so that a finding about a field that is written can name the element
 * it came from. The sets are kept; the lineage is worked out when there is such a finding. Single-threaded.
 */
final class FieldOrigins {
    private final Bindings bindings;
    private final boolean wanted;
    private final IdentityHashMap<Document, Origin> origins = new IdentityHashMap<>();

    /** @param wanted false where nothing will be traced, so that nothing need be kept */
    FieldOrigins(Bindings bindings, boolean wanted) {
        this.wanted = wanted;
        this.bindings = bindings;
    }

    private record Origin(Standard standard, EdiSource source, int among) {}

    /** Documents that were read from one set, which is copied. */
    void remember(Standard standard, EdiSource source, List<Document> documents) {
        if (!wanted) {
            return;
        }
        EdiSource kept = new EdiSource(source.set().copy(), source.place(), source.release());
        for (int i = 0; i < documents.size(); i++) {
            Document document = documents.get(i);
            long among = documents.subList(0, i).stream()
                    .filter(other -> other.type().equals(document.type()))
                    .count();
            origins.put(document, new Origin(standard, kept, (int) among));
        }
    }

    void forget() {
        origins.clear();
    }

    /** The findings about a document that was written, with the element that each field came from where that is known. */
    List<Finding> traced(Document document, List<Finding> findings) {
        Origin origin = origins.get(document);
        if (origin == null || findings.isEmpty()) {
            return findings;
        }
        List<Lineage.Entry> entries = entries(document, origin);
        List<Finding> traced = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Lineage.Entry> entry = entries.stream()
                    .filter(one -> one.field().equals(finding.position().elementName()))
                    .findFirst();
            traced.add(entry.map(one -> finding.withPosition(position(finding.position(), one, origin.source())))
                    .orElse(finding));
        }
        return traced;
    }

    private List<Lineage.Entry> entries(Document document, Origin origin) {
        String setType = origin.source().set().text(0, origin.standard() == Standard.X12 ? 1 : 2);
        List<Lineage.Entry> entries = new ArrayList<>();
        for (LoadedMap map : bindings.readers(origin.standard(), origin.source().release(), setType)) {
            if (map.documentType().equals(document.type())
                    && map.inbound().orElse(null) instanceof InboundMap.OfSegments reader) {
                entries.addAll(reader.lineage(origin.source(), bindings.lookups()).entries().stream()
                        .filter(entry -> entry.document() == origin.among())
                        .toList());
            }
        }
        return entries;
    }

    /** What is written nowhere is told where it was read; what is written, where it stands now, and whence it came. */
    private static Position position(Position written, Lineage.Entry entry, EdiSource source) {
        String place = "segment " + entry.segmentOrdinal() + " " + entry.segment() + " element " + entry.element();
        if (written.segment() != null) {
            return written.named(written.elementName() + ", from " + place + " of the source");
        }
        Position set = source.place();
        return new Position(
                set.file(),
                set.interchange(),
                set.group(),
                set.transactionSet(),
                set.setType(),
                entry.segment(),
                entry.segmentOrdinal(),
                entry.element(),
                entry.component() > 1 ? entry.component() : 0,
                0,
                entry.field(),
                entry.offset());
    }
}
