package io.lading.cli;

import io.lading.partner.Agreement;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a community a simulation plays.
 *
 * @param partner whose agreements
 * @param document only those of this type; empty for all
 */
record PlayedAgreements(Community community, String partner, Optional<String> document) {
    private static final String EVENTS = "Event";

    /** By which the partner sends to the hub. */
    List<ReceivingAgreement> receiving() {
        return receivingOfAll()
                .filter(agreement -> agreement.partner().equals(partner) && isPlayed(agreement))
                .toList();
    }

    /** By which the hub sends to the partner. */
    List<SendingAgreement> sending() {
        return community.agreements().stream()
                .filter(SendingAgreement.class::isInstance)
                .map(SendingAgreement.class::cast)
                .filter(agreement -> agreement.partner().equals(partner)
                        && !agreement.document().equals(EVENTS)
                        && isPlayed(agreement))
                .toList();
    }

    /** The types that the partner has agreements for. */
    List<String> documents() {
        return community.agreements().stream()
                .filter(agreement -> agreement.partner().equals(partner)
                        && !agreement.document().equals(EVENTS))
                .map(Agreement::document)
                .distinct()
                .sorted()
                .toList();
    }

    /** An agreement by which comes what leaves by this one. */
    Optional<ReceivingAgreement> feeding(SendingAgreement agreement) {
        return receivingOfAll()
                .filter(each -> each.deliver().contains(agreement.id()))
                .findFirst();
    }

    /** The connection by which a document of an agreement comes in. */
    Optional<Connection> entry(ReceivingAgreement agreement) {
        Optional<String> named = agreement.match().through();
        return community.connections().stream()
                .filter(way -> way.direction() == Direction.IN
                        && (named.isPresent()
                                ? named.get().equals(way.id())
                                : way.partner().equals(agreement.partner())))
                .findFirst();
    }

    private boolean isPlayed(Agreement agreement) {
        return document.isEmpty() || document.get().equals(agreement.document());
    }

    private Stream<ReceivingAgreement> receivingOfAll() {
        return community.agreements().stream()
                .filter(ReceivingAgreement.class::isInstance)
                .map(ReceivingAgreement.class::cast);
    }
}
