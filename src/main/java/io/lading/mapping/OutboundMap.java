package io.lading.mapping;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.schema.Schema;
import io.lading.syntax.SegmentSink;
import java.util.List;

/** Writes documents. Implementations are shared between threads and never throw for what a document holds. */
public sealed interface OutboundMap {

    /** Writes the segments between a transaction set's header and trailer, which are the envelope's business. */
    non-sealed interface OfSegments extends OutboundMap {

        /** The transaction set identifier: ST01, UNH 0065. */
        String setType();

        /**
         * What was wrong, what is missing first; and a note for each field that holds something but has no place in the set.
         * A segment that the release's schema would not allow is left out and told, or supplied with what the agreement gives.
         */
        List<Finding> write(Document document, SegmentSink sink, String release, Lookups lookups);

        /** The same map, which holds what it writes against a partner's guide instead of the standard alone. */
        OfSegments against(Schema guide);

        /** Writes to nowhere and tells for each field which rule wrote it to which element; for looking at. */
        Lineage lineage(Document document, String release, Lookups lookups);
    }

    /** Writes a whole file or message. */
    non-sealed interface OfText extends OutboundMap {

        Rendering write(Document document, Lookups lookups);
    }
}
