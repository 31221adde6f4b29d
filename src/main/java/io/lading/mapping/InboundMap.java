package io.lading.mapping;

/** Reads documents from a source. Implementations are shared between threads and never throw for what a source holds. */
public sealed interface InboundMap {

    /** Reads transaction sets. */
    non-sealed interface OfSegments extends InboundMap {

        Translation read(EdiSource source, Lookups lookups);

        /** Reads again and tells for each field which rule took it from which bytes; for looking at, not for every document. */
        Lineage lineage(EdiSource source, Lookups lookups);
    }

    /** Reads files and messages. */
    non-sealed interface OfText extends InboundMap {

        Translation read(TextSource source, Lookups lookups);
    }
}
