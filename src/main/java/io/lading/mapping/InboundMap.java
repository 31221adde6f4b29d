package io.lading.mapping;

/** Reads documents from a source. Implementations are shared between threads and never throw for what a source holds. */
public sealed interface InboundMap {

    /** Reads transaction sets. */
    non-sealed interface OfSegments extends InboundMap {

        Translation read(EdiSource source, Lookups lookups);

        /** The numbers of a set that need not be sound: those of its documents, or as far as they can be read. */
        default BusinessNumbers numbers(EdiSource source, Lookups lookups) {
            return BusinessNumbers.of(read(source, lookups).documents());
        }

        /** Reads again and tells for each field which rule took it from which bytes; for looking at, not for every document. */
        Lineage lineage(EdiSource source, Lookups lookups);
    }

    /** Reads files and messages. */
    non-sealed interface OfText extends InboundMap {

        Translation read(TextSource source, Lookups lookups);

        /** The numbers of a text that need not be sound: those of its documents, or as far as they can be read. */
        default BusinessNumbers numbers(TextSource source, Lookups lookups) {
            return BusinessNumbers.of(read(source, lookups).documents());
        }
    }
}
