package io.lading.partner;

import io.lading.interchange.Usage;
import io.lading.partner.AcknowledgementPolicy.Functional;
import io.lading.partner.AcknowledgementPolicy.Ta1;
import io.lading.yaml.Problems;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All partners and connections while agreements are read, so that names in them can be looked up and explained. */
final class Directory {
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final @Nullable Partner own;

    Directory(Collection<Partner> partners) {
        Partner self = null;
        for (Partner partner : partners) {
            partner.connections().forEach(connection -> connections.put(connection.id(), connection));
            self = partner.own() ? partner : self;
        }
        this.own = self;
    }

    Optional<Partner> own() {
        return Optional.ofNullable(own);
    }

    /** The id of the connection a key names; reports one that does not exist or leads the wrong way. */
    Optional<String> connection(FileReading entry, String key, Partner partner, Direction direction) {
        Optional<String> name = entry.text(key);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String id = PartnerReader.qualify(partner.id(), name.get());
        Connection connection = connections.get(id);
        if (connection == null) {
            entry.problem(
                    key,
                    "There is no connection '" + name.get() + "'."
                            + Problems.didYouMean(name.get(), names(partner, direction)));
        } else if (connection.direction() != direction) {
            entry.problem(
                    key,
                    "The connection '" + name.get() + "' leads " + word(connection.direction())
                            + "; here one that leads " + word(direction) + " is needed." + suggest(partner, direction));
        }
        return Optional.of(id);
    }

    /** {@code  Known: acks-out.}: the partner's connections of a direction. */
    String suggest(Partner partner, Direction direction) {
        List<String> names = partner.connections().stream()
                .filter(connection -> connection.direction() == direction)
                .map(Directory::shortName)
                .sorted()
                .toList();
        return names.isEmpty()
                ? " " + partner.name() + " has none yet: add one under 'connections:'."
                : " Known: " + String.join(", ", names) + ".";
    }

    private List<String> names(Partner partner, Direction direction) {
        return connections.values().stream()
                .filter(connection -> connection.direction() == direction)
                .map(connection -> connection.partner().equals(partner.id()) ? shortName(connection) : connection.id())
                .toList();
    }

    private static String shortName(Connection connection) {
        return connection.id().substring(connection.partner().length() + 1);
    }

    private static String word(Direction direction) {
        return direction == Direction.IN ? "in" : "out";
    }

    /** An acknowledgement needs a way out. */
    void checkAcknowledgement(FileReading block, Partner partner, AcknowledgementPolicy policy) {
        boolean answers = policy.functional() != Functional.NONE || policy.ta1() != Ta1.NEVER;
        if (answers && policy.through().isEmpty()) {
            block.problems()
                    .add(
                            block.map().place(),
                            "'acknowledge' must say by 'through' which connection answers leave by."
                                    + suggest(partner, Direction.OUT));
        }
        connection(block, "through", partner, Direction.OUT);
    }

    /**
     * How our interchanges to a partner look. Addresses that are not given are the first of each side; where there is none
     * this is reported, for nothing could be written.
     */
    Optional<Envelope> envelope(
            FileReading entry,
            FileReading file,
            Partner partner,
            Format.Edi edi,
            Optional<Address> ours,
            Optional<Address> theirs,
            Usage usage) {
        Identifier.Scheme scheme = Identifier.Scheme.of(edi.standard());
        Optional<Address> sender = ours.or(() -> own().flatMap(one -> address(one, scheme)));
        Optional<Address> receiver = theirs.or(() -> address(partner, scheme));
        if (receiver.isEmpty()) {
            entry.problem(
                    "as",
                    partner.name() + " has no identifier of scheme " + scheme.word() + ", which '" + edi.text()
                            + "' needs: add one under 'identifiers:'.");
        }
        if (sender.isEmpty() && own != null) {
            entry.problem(
                    "as",
                    "We (" + own.id() + ") have no identifier of scheme " + scheme.word() + ", which '" + edi.text()
                            + "' needs.");
        }
        if (sender.isEmpty() || receiver.isEmpty()) {
            return Optional.empty();
        }
        EnvelopeReader reader = new EnvelopeReader(entry.of("envelope"), file.of("envelope"));
        return Optional.of(
                switch (edi.standard()) {
                    case X12 -> reader.x12(edi.release(), sender.get(), receiver.get(), usage);
                    case EDIFACT -> reader.edifact(edi.release(), sender.get(), receiver.get(), usage);
                });
    }

    static Optional<Address> x12Address(Partner partner) {
        return address(partner, Identifier.Scheme.X12);
    }

    private static Optional<Address> address(Partner partner, Identifier.Scheme scheme) {
        return partner.identifier(scheme).map(Identifier::address);
    }
}
