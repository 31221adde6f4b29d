package io.lading.cli.demo;

import io.lading.cli.demo.Scenario.Role;
import io.lading.cli.process.HubClient;
import io.lading.cli.simulate.Answers;
import io.lading.cli.simulate.Arrival;
import io.lading.cli.simulate.Letter;
import io.lading.cli.simulate.Mailbox;
import io.lading.cli.simulate.PartnerServer;
import io.lading.cli.simulate.Twins;
import io.lading.security.BearerToken;
import io.lading.security.TokenHash;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The partners' systems of a scenario, on one server of this process. */
final class Players implements AutoCloseable {
    private final PartnerServer server;
    private final Answers translator;
    private final Map<String, Mailbox> mailboxes = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final BlockingQueue<Runnable> postings = new LinkedBlockingQueue<>();
    private final Thread posting = new Thread(this::postAll, "partners-post");
    private volatile @Nullable URI hub;
    private volatile @Nullable Twins twins;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();

    private Players(PartnerServer server, Clock clock) {
        this.server = server;
        this.translator = new Answers(clock);
    }

    static Players start(List<Role> roles, Clock clock) throws IOException {
        Players players = new Players(PartnerServer.start(), clock);
        SecureRandom random = new SecureRandom();
        for (Role role : roles) {
            players.open(role, random);
        }
        players.posting.setDaemon(true);
        players.posting.start();
        return players;
    }

    private void open(Role role, SecureRandom random) {
        variables.put(role.url(), "http://127.0.0.1:" + server.port() + "/" + role.partner());
        if (!role.token().isEmpty()) {
            String token = BearerToken.generate(random).reveal();
            tokens.put(role.partner(), token);
            variables.put(role.token(), TokenHash.of(token).toString());
        }
        for (String address : role.takes()) {
            String path = role.partner() + "/" + address;
            Mailbox mailbox = server.open("/" + path);
            mailbox.answering(arrival -> take(role, mailbox, arrival));
            mailboxes.put(path, mailbox);
        }
    }

    private Mailbox.Answer take(Role role, Mailbox mailbox, Arrival arrival) {
        int count = mailbox.effects().size();
        if (role.acknowledges() && !arrival.repeat()) {
            postings.add(() -> acknowledge(role.partner(), arrival.body()));
        }
        String text = role.answers().replace("{count}", Integer.toString(20_000 + count));
        return new Mailbox.Answer(text.isEmpty() ? 202 : 201, text);
    }

    private void acknowledge(String partner, byte[] interchange) {
        try {
            byte[] answer = Answers.bytes(translator.to(interchange, false));
            HubClient.Answer receipt =
                    client(partner).post("api/v1/interchanges", "application/edi-x12", answer, Map.of());
            if (receipt.fine()) {
                acknowledged.add(receipt.json().path("transmission").asString(""));
            }
        } catch (IOException e) {
            // That it did not arrive shows in the receipts.
            postings.clear();
        }
    }

    private void postAll() {
        try {
            while (true) {
                postings.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the partner files need to know. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** From now on they can reach the hub. */
    void meet(URI address) {
        hub = address;
    }

    /** The hub as one partner sees it. */
    HubClient client(String partner) {
        URI address = hub;
        if (address == null) {
            throw new IllegalStateException("The partners do not know the hub yet.");
        }
        return new HubClient(address, token(partner));
    }

    String token(String partner) {
        return tokens.getOrDefault(partner, "");
    }

    @Nullable
    Mailbox mailbox(String address) {
        Mailbox known = mailboxes.get(address);
        Twins playing = twins;
        return known == null && playing != null ? playing.mailbox(address) : known;
    }

    /** From now on these are played too. */
    void join(Twins played) {
        twins = played;
    }

    /** Has a twin send by one of its connections. */
    String send(String connection, Letter letter) throws IOException {
        Twins playing = twins;
        if (playing == null) {
            throw new IOException("The scenario plays no twins.");
        }
        return playing.send(connection, letter);
    }

    /** The hub's receipts for the 997s that partners posted. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        posting.interrupt();
        server.close();
    }
}
