package io.lading.cli.simulate;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.SendingAgreement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Partners that are played: the other side of all their connections. They take what the hub sends, acknowledge what their
 * agreements say they owe an answer for, and send what they are told to. Thread-safe.
 */
public final class Twins implements AutoCloseable {
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final int THREADS = 4;

    private final Community community;
    private volatile Behaviour behaviour;
    private final Consumer<String> story;
    private final ScheduledExecutorService threads;
    private final Map<String, Side> sides = new LinkedHashMap<>();
    private final Map<String, Mailbox> mailboxes;
    private final Answers answers;
    private final AtomicInteger acknowledged = new AtomicInteger();

    private Twins(Community community, Stage stage, Behaviour behaviour, List<String> names, Consumer<String> story)
            throws IOException {
        this.community = community;
        this.behaviour = behaviour;
        this.story = story;
        this.answers = new Answers(stage.clock());
        this.threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "twins");
            thread.setDaemon(true);
            return thread;
        });
        Sides maker = new Sides(stage, community, () -> this.behaviour, threads);
        for (Connection connection : community.connections()) {
            Optional<Credentials> held = stage.credentials(connection.partner());
            if (held.isPresent() && names.contains(connection.partner())) {
                sides.put(connection.id(), maker.make(connection, held.get()));
            }
        }
        this.mailboxes = maker.mailboxes();
    }

    /**
     * Opens them; the hub must run.
     *
     * @param names the partners to play
     * @param story takes a line for each thing that happens, on any thread
     */
    public static Twins open(
            Community community, Stage stage, Behaviour behaviour, List<String> names, Consumer<String> story)
            throws IOException {
        Twins twins = new Twins(community, stage, behaviour, names, story);
        twins.mailboxes.forEach((id, mailbox) -> mailbox.answering(arrival -> twins.take(id, arrival)));
        twins.sides.forEach(twins::watch);
        return twins;
    }

    /** Only where the hub sends: what the partner itself has laid down is for the hub. */
    private void watch(String id, Side side) {
        if (community
                .connection(id)
                .filter(connection -> connection.direction() == Direction.OUT)
                .isPresent()) {
            var unused = threads.scheduleWithFixedDelay(
                    () -> look(id, side), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** What came by {@code partner/connection}, and what receipts said under {@code partner/receipts}. */
    public @Nullable Mailbox mailbox(String id) {
        return mailboxes.get(id);
    }

    /** From now on. */
    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** How many acknowledgements they have sent. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /** Sends by a connection, misbehaving as told, and says how it ended. */
    public String send(String connection, Letter letter) throws IOException {
        Side side = sides.get(connection);
        if (side == null) {
            throw new IOException("Nobody plays the connection " + connection + ".");
        }
        Letter sent = behaviour.truncate()
                ? new Letter(
                        Arrays.copyOf(letter.body(), letter.body().length * 2 / 3),
                        letter.fileName(),
                        letter.mediaType(),
                        letter.key())
                : letter;
        return behaviour.duplicate() ? side.sendTwice(sent) : side.send(sent);
    }

    private void look(String id, Side side) {
        try {
            side.look();
        } catch (IOException | RuntimeException e) {
            story.accept(id + " cannot look for what was left: " + e.getMessage());
        }
    }

    private Mailbox.Answer take(String id, Arrival arrival) {
        story.accept(id + " took " + arrival.body().length + " bytes" + (arrival.repeat() ? ", again" : ""));
        if (!arrival.repeat() && owesAnswer(id)) {
            var unused = threads.schedule(
                    () -> acknowledge(id, arrival.body()), behaviour.late().toMillis(), TimeUnit.MILLISECONDS);
        }
        return new Mailbox.Answer(200, "");
    }

    private boolean owesAnswer(String connection) {
        return community.agreements().stream()
                .anyMatch(agreement -> agreement instanceof SendingAgreement sending
                        && sending.through().equals(connection)
                        && sending.expect().isPresent());
    }

    private void acknowledge(String id, byte[] body) {
        try {
            String answer = answers.to(body, behaviour.reject());
            Optional<String> by = answer.isEmpty() ? Optional.empty() : wayBack(id);
            if (by.isPresent()) {
                int number = acknowledged.incrementAndGet();
                Letter letter = new Letter(
                        Answers.bytes(answer),
                        "ack-" + number + "-" + System.nanoTime() + ".edi",
                        "application/octet-stream",
                        "ack-" + System.nanoTime());
                story.accept(by.get() + " acknowledges: " + send(by.get(), letter));
            }
        } catch (IOException | RuntimeException e) {
            story.accept(id + " cannot acknowledge: " + e.getMessage());
        }
    }

    /** By the same kind of door if the partner has one towards us. */
    private Optional<String> wayBack(String id) {
        Optional<Connection> from = community.connection(id);
        List<Connection> ways = new ArrayList<>(community.connections().stream()
                .filter(connection -> connection.direction() == Direction.IN
                        && from.isPresent()
                        && connection.partner().equals(from.get().partner()))
                .toList());
        ways.sort(java.util.Comparator.comparing(
                way -> !way.door().name().equals(from.orElseThrow().door().name())));
        return ways.stream().findFirst().map(Connection::id);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Side side : sides.values()) {
            side.close();
        }
    }
}
