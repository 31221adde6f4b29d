package io.lading.partner;

import io.lading.interchange.Usage;
import io.lading.yaml.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What we have agreed with a partner about one kind of document in one direction. */
public sealed interface Agreement permits ReceivingAgreement, SendingAgreement {

    /** {@code partner/receives-Order}, or {@code partner/name} where a name was given; unique in the community. */
    String id();

    /** The partner's id. */
    String partner();

    /** The canonical document's name, {@code Order}, or {@code Event} for a subscription. */
    String document();

    /** How the partner writes or reads it. */
    Format format();

    /** The map to use instead of the one that goes with format and document. */
    Optional<String> map();

    /** The overlay that says how the partner's guide differs from the standard. */
    Optional<Path> guide();

    /** The overlay that says what the partner's binding does otherwise than the one for everybody. */
    Optional<Path> mapOverlay();

    /** Lookup tables of the partner and of this agreement, the partner's first. */
    List<LookupFile> lookups();

    /** Production and test documents have separate agreements. */
    Usage usage();

    /** How our interchanges to this partner look: those of this agreement, or its acknowledgements. EDI only. */
    Optional<Envelope> envelope();

    Place place();
}
