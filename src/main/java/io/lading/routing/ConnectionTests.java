package io.lading.routing;

import io.lading.interchange.Usage;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.tracking.Outcome;
import io.lading.transport.HeldBack;
import io.lading.transport.Outbound;
import io.lading.transport.Probe;
import io.lading.transport.ProbeStep;
import io.lading.transport.ProbeSteps;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import io.lading.transport.as2.As2Sink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a partner's connections on request. What is sent to try one is never taken into the record. Thread-safe. */
public final class ConnectionTests {
    private static final Logger log = LoggerFactory.getLogger(ConnectionTests.class);
    private static final int MOST_SHOWN = 20;

    private final Supplier<Community> community;
    private final List<Probe> probes;
    private final Sinks sinks;
    private final HeldBack heldBack;

    ConnectionTests(Supplier<Community> community, List<Probe> probes, Sinks sinks, HeldBack heldBack) {
        this.heldBack = heldBack;
        this.community = community;
        this.probes = List.copyOf(probes);
        this.sinks = sinks;
    }

    /** What was found of one connection. */
    public record Tested(String connection, String door, List<ProbeStep> steps) {}

    /** A file to be sent to see whether it arrives. */
    public record TestFile(String name, String mediaType, byte[] content) {}

    /**
     * Tries the connections of a partner, or one of them.
     *
     * @param file sent through each outbound one, if given; nothing is sent otherwise
     * @return nothing if there is no such partner or connection
     */
    public List<Tested> test(String partner, Optional<String> connection, Optional<TestFile> file) {
        return community.get().connections().stream()
                .filter(one -> one.partner().equals(partner))
                .filter(one -> connection.isEmpty() || one.id().equals(partner + "/" + connection.get()))
                .map(one -> test(one, file))
                .toList();
    }

    private Tested test(Connection connection, Optional<TestFile> file) {
        ProbeSteps steps = new ProbeSteps();
        Optional<String> refusal = community.get().refusal(connection, Usage.PRODUCTION);
        if (refusal.isPresent()) {
            steps.fail("environment", refusal.get(), "Nothing was called.");
            return new Tested(connection.id(), connection.door().label(), steps.all());
        }
        Optional<Probe> probe =
                probes.stream().filter(one -> one.serves(connection.door())).findFirst();
        if (probe.isEmpty()) {
            steps.note(
                    "test",
                    "There is nothing to try for the door " + connection.door().label() + ".");
        } else {
            probe.get().run(connection, steps);
        }
        heldBack.all().stream()
                .filter(item -> item.connection().equals(connection.id()))
                .limit(MOST_SHOWN)
                .forEach(item -> steps.warn("held back", item.sentence() + " Since " + item.since() + ".", ""));
        boolean out = connection.direction() == Direction.OUT;
        if (out && file.isPresent()) {
            send(connection, file.get(), steps);
        } else if (connection.as2().isPresent() && out) {
            steps.note("message", "No message was sent; --send sample sends one and reads the receipt.");
        }
        log.info(
                "connection={} state=TESTED steps={}",
                connection.id(),
                steps.all().size());
        return new Tested(connection.id(), connection.door().label(), steps.all());
    }

    private void send(Connection connection, TestFile file, ProbeSteps steps) {
        Optional<String> refusal = community.get().refusal(connection, Usage.TEST);
        if (refusal.isPresent()) {
            steps.fail("send", refusal.get(), "Nothing was sent.");
            return;
        }
        Optional<Sinks.Made> made = sinks.make(connection);
        if (made.isEmpty()) {
            steps.note("send", "Nothing can be sent through this connection.");
            return;
        }
        String key = "test-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        Outbound outbound =
                new Outbound(0, key, key + "-" + file.name(), file.mediaType(), file.content(), Optional.empty());
        steps.run("send", "", () -> {
            Sent sent = send(made.get().sink(), outbound);
            if (sent.outcome() != Outcome.DELIVERED) {
                throw new ProbeSteps.Failure(
                        sent.answer(),
                        sent.outcome() == Outcome.UNKNOWN ? "The partner may have it all the same; ask." : "");
            }
            return file.content().length + " bytes were sent as " + outbound.fileName() + ". " + sent.answer();
        });
    }

    private static Sent send(Sink sink, Outbound outbound) {
        try {
            return sink instanceof As2Sink as2
                    ? as2.sendUnrecorded(outbound)
                    : sink.send(List.of(outbound)).get(0);
        } finally {
            close(sink);
        }
    }

    private static void close(Sink sink) {
        if (sink instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                log.debug("A sink made for a test did not close", e);
            }
        }
    }
}
