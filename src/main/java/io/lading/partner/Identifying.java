package io.lading.partner;

import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.partner.Identification.Agreed;
import io.lading.partner.Identification.Known;
import io.lading.partner.Identification.Level;
import io.lading.partner.Identification.NoAgreement;
import io.lading.partner.Identification.NoReceiver;
import io.lading.partner.Identification.NoSender;
import io.lading.partner.Identification.ReceiverNotCarried;
import io.lading.partner.Identification.Refused;
import io.lading.partner.Identification.SenderNotCarried;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds who speaks and by which agreement. Narrowing goes from the parties to the set, the release and the usage, so that a
 * refusal can say how far it came. Immutable; called once per transaction set.
 */
final class Identifying {
    /** Transaction sets that answer other ones; they need no agreement and are never acknowledged. */
    private static final Set<String> ANSWERS = Set.of("997", "999", "CONTRL");

    /** What applications answer needs no agreement to be matched, but may have one to be delivered. */
    private static final Set<String> ADVICES = Set.of("824", "APERAK");

    private record PartyKey(Standard standard, Address address) {}

    private final Map<PartyKey, Partner> parties = new HashMap<>();
    private final Set<Address> ownAddresses = new HashSet<>();
    private final Map<String, List<ReceivingAgreement>> byPartner = new HashMap<>();

    Identifying(Collection<Partner> partners, Collection<ReceivingAgreement> agreements) {
        partners.forEach(this::register);
        agreements.forEach(agreement -> byPartner
                .computeIfAbsent(agreement.partner(), partner -> new ArrayList<>())
                .add(agreement));
    }

    private void register(Partner partner) {
        if (partner.own()) {
            partner.identifiers().forEach(identifier -> ownAddresses.add(identifier.address()));
        }
        for (Standard standard : Standard.values()) {
            Identifier.Scheme scheme = Identifier.Scheme.of(standard);
            partner.identifiers().stream()
                    .filter(identifier -> identifier.scheme() == scheme)
                    .forEach(identifier -> parties.put(new PartyKey(standard, identifier.address()), partner));
        }
    }

    Identification parties(Connection connection, InterchangeHeader interchange) {
        Address sender = new Address(interchange.senderQualifier(), interchange.sender());
        Partner partner = parties.get(new PartyKey(interchange.standard(), sender));
        if (partner == null || partner.own()) {
            return new NoSender(sender);
        }
        if (!carriesSender(connection, partner, sender)) {
            return new SenderNotCarried(sender, partner, connection);
        }
        Address receiver = new Address(interchange.receiverQualifier(), interchange.receiver());
        Partner own = parties.get(new PartyKey(interchange.standard(), receiver));
        if (own == null || !own.own()) {
            return new NoReceiver(partner, receiver);
        }
        if (!carriesReceiver(connection, receiver)) {
            return new ReceiverNotCarried(partner, receiver, connection);
        }
        return new Known(partner, own);
    }

    /** A connection that lists no sender carries its own partner's addresses. */
    private boolean carriesSender(Connection connection, Partner partner, Address sender) {
        if (connection.carries().contains(sender)) {
            return true;
        }
        return connection.partner().equals(partner.id()) && ownAddresses.containsAll(connection.carries());
    }

    /** All of our addresses, unless the connection lists some of them. */
    private boolean carriesReceiver(Connection connection, Address receiver) {
        return connection.carries().contains(receiver)
                || connection.carries().stream().noneMatch(ownAddresses::contains);
    }

    Identification set(Connection connection, InterchangeHeader interchange, GroupHeader group, SetHeader set) {
        Identification parties = parties(connection, interchange);
        if (!(parties instanceof Known known) || ANSWERS.contains(set.type())) {
            return parties;
        }
        Identification agreed = agreed(known, connection, interchange, group, set);
        return agreed instanceof Refused && ADVICES.contains(set.type()) ? known : agreed;
    }

    private Identification agreed(
            Known known, Connection connection, InterchangeHeader interchange, GroupHeader group, SetHeader set) {
        List<ReceivingAgreement> candidates = candidates(known.partner(), connection, interchange, group, set);
        if (candidates.isEmpty()) {
            return none(known, Level.GROUP, group.functionalId());
        }
        candidates.removeIf(agreement -> !isForSet(agreement, set.type()));
        if (candidates.isEmpty()) {
            return none(known, Level.SET, set.type());
        }
        candidates.removeIf(agreement -> !isForRelease(agreement, set.release()));
        if (candidates.isEmpty()) {
            return none(known, Level.VERSION, set.release());
        }
        candidates.removeIf(agreement -> agreement.usage() != interchange.usage());
        if (candidates.isEmpty()) {
            return none(known, Level.USAGE, interchange.usage().x12());
        }
        return new Agreed(mostPrecise(candidates));
    }

    private List<ReceivingAgreement> candidates(
            Partner partner, Connection connection, InterchangeHeader interchange, GroupHeader group, SetHeader set) {
        List<ReceivingAgreement> out = new ArrayList<>();
        for (ReceivingAgreement agreement : byPartner.getOrDefault(partner.id(), List.of())) {
            boolean standard = agreement.format() instanceof Format.Edi edi && edi.standard() == interchange.standard();
            if (standard && agreement.match().fits(connection, interchange, group, set)) {
                out.add(agreement);
            }
        }
        return out;
    }

    private static boolean isForSet(ReceivingAgreement agreement, String type) {
        return agreement.format() instanceof Format.Edi edi && edi.set().equals(type);
    }

    /** An industry release (004010VICS) falls back to an agreement about its base (004010). */
    private static boolean isForRelease(ReceivingAgreement agreement, String release) {
        return agreement.format() instanceof Format.Edi edi
                && (release.equals(edi.release()) || (edi.isBase() && edi.isBaseOf(release)));
    }

    private static ReceivingAgreement mostPrecise(List<ReceivingAgreement> candidates) {
        ReceivingAgreement best = candidates.get(0);
        for (ReceivingAgreement candidate : candidates) {
            if (precision(candidate) > precision(best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** How much an agreement names; loading refuses two that could meet with the same figure. */
    static int precision(ReceivingAgreement agreement) {
        boolean industry = agreement.format() instanceof Format.Edi edi && !edi.isBase();
        return agreement.match().precision() + (industry ? 1 : 0);
    }

    private static Identification none(Known known, Level level, String found) {
        return new NoAgreement(known.partner(), known.own(), level, found);
    }

    Identification document(Connection connection, Format.Content content) {
        for (List<ReceivingAgreement> agreements : byPartner.values()) {
            for (ReceivingAgreement agreement : agreements) {
                boolean here = agreement
                        .match()
                        .through()
                        .filter(connection.id()::equals)
                        .isPresent();
                if (here && agreement.format().content() == content && !(agreement.format() instanceof Format.Edi)) {
                    return new Agreed(agreement);
                }
            }
        }
        return new Identification.NoDocumentAgreement(connection, content);
    }
}
