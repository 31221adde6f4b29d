package io.lading.partner;

import io.lading.configuration.Environment;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Usage;
import io.lading.security.TokenHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All partners as they are at one moment, checked as a whole. Immutable. */
public final class Community {
    private final String version;
    private final Environment environment;
    private final Map<String, Partner> partners = new LinkedHashMap<>();
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, ReceivingAgreement> receiving = new LinkedHashMap<>();
    private final Map<String, SendingAgreement> sending = new LinkedHashMap<>();
    private final Map<TokenHash, Connection> byToken = new HashMap<>();
    private final Map<As2Pair, Connection> byAs2Pair = new HashMap<>();
    private final Map<String, EnvelopeSettings> baseEnvelopes;
    private final Identifying identifying;
    private final @Nullable Partner own;

    Community(
            String version,
            Environment environment,
            Collection<Partner> partners,
            Collection<Agreement> agreements,
            Map<String, EnvelopeSettings> baseEnvelopes) {
        this.version = version;
        this.baseEnvelopes = Map.copyOf(baseEnvelopes);
        this.environment = environment;
        Partner self = null;
        for (Partner partner : partners) {
            this.partners.put(partner.id(), partner);
            partner.connections().forEach(this::register);
            self = partner.own() ? partner : self;
        }
        this.own = self;
        for (Connection connection : connections.values()) {
            connection
                    .as2()
                    .ifPresent(terms -> byAs2Pair.put(
                            new As2Pair(terms.theirName(), ownAs2Name(connection), connection.direction()),
                            connection));
        }
        for (Agreement agreement : agreements) {
            if (agreement instanceof ReceivingAgreement received) {
                receiving.put(received.id(), received);
            } else if (agreement instanceof SendingAgreement sent) {
                sending.put(sent.id(), sent);
            }
        }
        this.identifying = new Identifying(this.partners.values(), receiving.values());
    }

    /** Who speaks to whom over AS2, and which way. */
    private record As2Pair(String theirs, String ours, Direction direction) {}

    /** A community of nobody: everything that arrives is unrecognised. */
    public static Community empty(Environment environment) {
        return new Community("empty", environment, List.of(), List.of(), Map.of());
    }

    private void register(Connection connection) {
        connections.put(connection.id(), connection);
        connection.tokens().forEach(token -> byToken.put(token, connection));
    }

    /** A hash over all that this community was read from; equal files give equal versions. */
    public String version() {
        return version;
    }

    /** Ourselves; absent only where no partner file exists. */
    public Optional<Partner> own() {
        return Optional.ofNullable(own);
    }

    public Collection<Partner> partners() {
        return List.copyOf(partners.values());
    }

    public Optional<Partner> partner(String id) {
        return Optional.ofNullable(partners.get(id));
    }

    public Collection<Connection> connections() {
        return List.copyOf(connections.values());
    }

    /** All connections of one kind, to start what watches or serves them. */
    public List<Connection> connections(Door door) {
        return connections.values().stream()
                .filter(connection -> connection.door().equals(door))
                .toList();
    }

    /** @param id {@code partner/name} */
    public Optional<Connection> connection(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    /** The inbound HTTP or SOAP connection that a presented bearer token names. */
    public Optional<Connection> connectionByToken(String token) {
        // The hash of 256 random bits is the map's key: the time a look-up takes says nothing about a token.
        Connection connection = byToken.get(TokenHash.of(token));
        return Optional.ofNullable(connection);
    }

    /** The mailbox that a user signs in to. */
    public Optional<Connection> mailbox(String user) {
        return connectionByUser(Door.MAILBOX_IN, user);
    }

    /** The connection that says how a user of our broker signs in; the user may use its partner's queues. */
    public Optional<Connection> queueUser(String user) {
        return connectionByUser(Door.QUEUE_IN, user).or(() -> connectionByUser(Door.QUEUE_OUT, user));
    }

    /** The connection whose user signs in at a door. */
    public Optional<Connection> connectionByUser(Door door, String user) {
        return connections(door).stream()
                .filter(connection -> connection
                        .login()
                        .filter(login -> login.user().equals(user))
                        .isPresent())
                .findFirst();
    }

    /** The connection between two AS2 names, in one direction. */
    public Optional<Connection> connectionByAs2Names(String theirs, String ours, Direction direction) {
        return Optional.ofNullable(byAs2Pair.get(new As2Pair(theirs, ours, direction)));
    }

    /** What we are called on an AS2 connection; empty if nowhere said, which a checked community does not know. */
    public String ownAs2Name(Connection connection) {
        return connection
                .as2()
                .flatMap(As2Terms::ownName)
                .or(() -> own().flatMap(self -> self.identifier(Identifier.Scheme.AS2))
                        .map(Identifier::id))
                .orElse("");
    }

    public Collection<Agreement> agreements() {
        List<Agreement> all = new ArrayList<>(receiving.values());
        all.addAll(sending.values());
        return List.copyOf(all);
    }

    public Optional<ReceivingAgreement> receivingAgreement(String id) {
        return Optional.ofNullable(receiving.get(id));
    }

    public Optional<SendingAgreement> sendingAgreement(String id) {
        return Optional.ofNullable(sending.get(id));
    }

    /** Where the documents of an agreement go, in the order written. */
    public List<SendingAgreement> destinations(ReceivingAgreement agreement) {
        List<SendingAgreement> out = new ArrayList<>(agreement.deliver().size());
        for (String id : agreement.deliver()) {
            SendingAgreement destination = sending.get(id);
            if (destination != null) {
                out.add(destination);
            }
        }
        return List.copyOf(out);
    }

    /** Those who want an event for each step of a document. */
    public List<SendingAgreement> eventSubscriptions() {
        return sending.values().stream()
                .filter(agreement -> agreement.document().equals(DocumentNames.EVENT))
                .toList();
    }

    /** Who speaks to whom, for an interchange as a whole. Gives {@code Known} or {@code Refused}, never {@code Agreed}. */
    public Identification identifyParties(Connection connection, InterchangeHeader interchange) {
        return identifying.parties(connection, interchange);
    }

    /**
     * The agreement that one transaction set falls under. Acknowledgements (997, 999, CONTRL) need none and come out as
     * {@code Known}.
     */
    public Identification identify(
            Connection connection, InterchangeHeader interchange, GroupHeader group, SetHeader set) {
        return identifying.set(connection, interchange, group, set);
    }

    /** The agreement that a transmission without envelope (CSV, XML, JSON) falls under, by its connection alone. */
    public Identification identifyDocument(Connection connection, Format.Content content) {
        return identifying.document(connection, content);
    }

    /**
     * How an acknowledgement to a partner looks where no agreement says it: release 004010 unless the file says otherwise.
     * Absent for partners without an x12 identifier.
     */
    public Optional<EnvelopeSettings> baseEnvelope(Partner partner) {
        return Optional.ofNullable(baseEnvelopes.get(partner.id()));
    }

    /** What the hub that it was read for is for. */
    public Environment environment() {
        return environment;
    }

    /** Why nothing of this usage may pass through the connection on this hub, if so (design: rules on usage). */
    public Optional<String> refusal(Connection connection, Usage usage) {
        if (!connection.production()) {
            return Optional.empty();
        }
        if (environment != Environment.PRODUCTION) {
            return Optional.of("The connection " + connection.id()
                    + " is marked production, and this hub's environment is " + environment.word()
                    + ". Set 'environment: production' in lading.yaml if this is the production hub.");
        }
        if (usage != Usage.PRODUCTION) {
            return Optional.of("The connection " + connection.id()
                    + " is marked production and takes no test documents. Give the test agreement another connection.");
        }
        return Optional.empty();
    }
}
