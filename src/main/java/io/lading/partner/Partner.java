package io.lading.partner;

import io.lading.yaml.Place;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Somebody we exchange documents with, or ourselves.
 *
 * @param id the short name that files, the record and the command line use
 * @param name for people
 * @param own true for the one partner that is us
 * @param zone in which envelope dates are written and windows are counted
 * @param certificates its certificates; ours with their keys
 * @param acknowledgement what answers a document that no agreement covers; nothing does if absent
 * @param place the file it comes from
 */
public record Partner(
        String id,
        String name,
        boolean own,
        List<Identifier> identifiers,
        ZoneId zone,
        CertificateSet certificates,
        List<Connection> connections,
        Optional<AcknowledgementPolicy> acknowledgement,
        Place place) {

    /** The first identifier of a scheme: the one used where nothing else is said. */
    public Optional<Identifier> identifier(Identifier.Scheme scheme) {
        return identifiers.stream().filter(id -> id.scheme() == scheme).findFirst();
    }
}
