package io.lading.cli;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Position;
import io.lading.interchange.Standard;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.WrittenOrigins;
import io.lading.mapping.registry.LoadedMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

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
        return traced(document, findings, Lineage.NONE);
    }

    /** @param written where each field stands, if the findings name places in what was written */
    List<Finding> traced(Document document, List<Finding> findings, Lineage written) {
        Origin origin = origins.get(document);
        if (findings.isEmpty()) {
            return findings;
        }
        if (origin == null) {
            return new WrittenOrigins(written, Lineage.NONE, Position.atOffset(Position.NO_OFFSET)).traced(findings);
        }
        return new WrittenOrigins(
                        written, read(document, origin), origin.source().place())
                .traced(findings);
    }

    private Lineage read(Document document, Origin origin) {
        String setType = origin.source().set().text(0, origin.standard() == Standard.X12 ? 1 : 2);
        List<Lineage.Entry> entries = new ArrayList<>();
        for (LoadedMap map : bindings.readers(origin.standard(), origin.source().release(), setType)) {
            if (map.documentType().equals(document.type())
                    && map.inbound().orElse(null) instanceof InboundMap.OfSegments reader) {
                entries.addAll(reader.lineage(origin.source(), bindings.lookups())
                        .ofDocument(origin.among())
                        .entries());
            }
        }
        return new Lineage(entries);
    }
}
