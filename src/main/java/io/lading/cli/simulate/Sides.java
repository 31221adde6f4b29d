package io.lading.cli.simulate;

import io.lading.cli.process.HubClient;
import io.lading.partner.As2Terms;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.MailTerms;
import io.lading.transport.as2.As2Peer;
import io.lading.transport.queue.QueueClient;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Makes the partner's side of each connection, out of what the partner file says about ours. */
final class Sides {
    private final Stage stage;
    private final Community community;
    private final Supplier<Behaviour> behaviour;
    private final Executor later;
    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();
    private final Map<String, As2Peer> peers = new HashMap<>();

    Sides(Stage stage, Community community, Supplier<Behaviour> behaviour, Executor later) {
        this.stage = stage;
        this.community = community;
        this.behaviour = behaviour;
        this.later = later;
    }

    /** What came by a connection, by {@code partner/connection}; receipts by {@code partner/receipts}. */
    Map<String, Mailbox> mailboxes() {
        return mailboxes;
    }

    Side make(Connection connection, Credentials held) throws IOException {
        Door door = connection.door();
        if (door.equals(Door.HTTP_IN)) {
            return new HttpSide(new HubClient(stage.ports().hub(), held.token(connection.id())));
        }
        if (door.equals(Door.HTTP_OUT)) {
            mailboxes.put(connection.id(), stage.web().open(path(connection)));
            return new Side() {};
        }
        if (door.equals(Door.SOAP_IN)) {
            return new SoapSide(stage.ports().hub().resolve("services/lading"), held.token(connection.id()));
        }
        if (door.equals(Door.SOAP_OUT)) {
            Mailbox arrivals = mailboxes.computeIfAbsent(connection.id(), Sides::mailbox);
            stage.web().handle(path(connection), exchange -> SoapSide.serve(exchange, arrivals));
            return new Side() {};
        }
        if (connection.as2().isPresent()) {
            return as2(connection, connection.as2().get(), held);
        }
        Mailbox arrivals = mailboxes.computeIfAbsent(connection.id(), Sides::mailbox);
        if (door.name().equals(Door.FOLDER_IN.name())) {
            return new FolderSide(connection.folder(), arrivals);
        }
        if (door.name().equals(Door.MAILBOX_IN.name())) {
            return mailbox(connection, held, arrivals);
        }
        if (connection.sftp().isPresent()) {
            var terms = connection.sftp().get();
            return new FolderSide(stage.files().folder(terms.user(), terms.folder()), arrivals);
        }
        if (connection.mail().isPresent()) {
            return mail(connection, connection.mail().get(), arrivals);
        }
        if (door.name().equals(Door.QUEUE_IN.name())) {
            return queue(connection, held, arrivals);
        }
        throw new IOException("The door " + door.label() + " of " + connection.id() + " cannot be played.");
    }

    private static Mailbox mailbox(String id) {
        return new Mailbox("/" + id);
    }

    /** The login stands with the connection by which files come in. */
    private Side mailbox(Connection connection, Credentials held, Mailbox arrivals) throws IOException {
        return new MailboxSide("127.0.0.1", stage.ports().mailboxes(), user(connection), held.password(), arrivals);
    }

    private Side queue(Connection connection, Credentials held, Mailbox arrivals) throws IOException {
        QueueClient.Reach reach =
                new QueueClient.Reach("localhost", stage.ports().queues(), stage.trust(), "trusted");
        QueueClient client = QueueClient.connect(reach, user(connection), held.password());
        if (connection.direction() == Direction.OUT) {
            client.listen(connection.address(), (key, body) -> arrivals.take(key, "", body));
        }
        return new QueueSide(client, connection.address());
    }

    private String user(Connection connection) throws IOException {
        return community.connections().stream()
                .filter(other -> other.partner().equals(connection.partner())
                        && other.door().name().equals(connection.door().name()))
                .flatMap(other -> other.login().stream())
                .findFirst()
                .orElseThrow(() -> new IOException("No connection of " + connection.partner() + " by "
                        + connection.door().name() + " says how the partner signs in."))
                .user();
    }

    private Side mail(Connection connection, MailTerms terms, Mailbox arrivals) {
        boolean in = connection.direction() == Direction.IN;
        String hub = in ? terms.user().orElse("") : terms.from().get(0);
        String own = in
                ? terms.from().stream().findFirst().orElse(connection.partner() + "@partner.example")
                : terms.to().get(0);
        stage.mail().open(hub);
        stage.mail().open(own);
        return stage.mail().side(own, hub, arrivals);
    }

    private Side as2(Connection connection, As2Terms terms, Credentials held) throws IOException {
        Mailbox receipts = mailboxes.computeIfAbsent(connection.partner() + "/receipts", Sides::mailbox);
        As2Peer peer = peer(connection, terms, held);
        if (connection.direction() == Direction.OUT) {
            Mailbox arrivals = mailboxes.computeIfAbsent(connection.id(), Sides::mailbox);
            stage.web().handle(path(connection), exchange -> As2Side.serve(exchange, peer, arrivals, receipts, later));
            return new Side() {};
        }
        Optional<URI> receiptsTo = terms.receiptsTo().stream().findFirst().map(URI::create);
        As2Peer stranger = party(connection, terms, KeyPairFile.make(connection.partner(), stage.clock()));
        Supplier<As2Peer> sender = () -> behaviour.get().wrongCertificate() ? stranger : peer;
        return new As2Side(sender, stage.ports().hub().resolve("as2"), receiptsTo, receipts);
    }

    private static String path(Connection connection) {
        String path = connection.url().getPath();
        return path.isEmpty() ? "/" : path;
    }

    /** One for both directions, so that a receipt finds the message it is about. */
    private As2Peer peer(Connection connection, As2Terms terms, Credentials held) throws IOException {
        As2Peer known = peers.get(connection.partner());
        if (known != null) {
            return known;
        }
        As2Peer made = party(connection, terms, held.identity());
        peers.put(connection.partner(), made);
        return made;
    }

    private As2Peer party(Connection connection, As2Terms terms, KeyPairFile identity) throws IOException {
        return new As2Peer(
                new As2Peer.Party(terms.theirName(), identity.certificate(), Optional.of(identity.key())),
                new As2Peer.Party(community.ownAs2Name(connection), stage.own().certificate(), Optional.empty()),
                stage.spool(),
                stage.clock());
    }
}
