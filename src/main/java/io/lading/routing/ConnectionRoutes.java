package io.lading.routing;

import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Door;
import io.lading.routing.deliver.DeliverHop;
import io.lading.security.OutboundPolicy;
import io.lading.security.Permitted;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.sftp.MailboxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a route of a connector template for each connection of the community, and hands transmissions to it. */
final class ConnectionRoutes implements DeliverHop.Connectors {
    private static final Logger log = LoggerFactory.getLogger(ConnectionRoutes.class);

    private final Supplier<CamelContext> context;
    private final Sinks sinks;
    private final Sources sources;
    private final MailboxServer mailboxes;
    private final Clock clock;
    private @Nullable ProducerTemplate producer;
    private boolean aligned;
    /** What each running route was made of, so that only what changed is made anew. */
    private final Map<String, Connection> running = new HashMap<>();

    /**
     * How far connections may reach.
     *
     * @param folders where relative folders begin
     * @param owner tells this process's temporary files from another's
     * @param heldBytes a received file larger than this is not read into memory
     * @param mostBytes larger ones are not taken
     * @param outbound which addresses may be called
     * @param atOnce requests open at one partner at the same time
     */
    public record Reach(
            Path folders,
            String owner,
            long heldBytes,
            long mostBytes,
            Duration connectTimeout,
            Duration responseTimeout,
            int atOnce,
            OutboundPolicy outbound,
            Permitted permitted) {}

    public ConnectionRoutes(
            Supplier<CamelContext> context, Sinks sinks, Sources sources, MailboxServer mailboxes, Clock clock) {
        this.context = context;
        this.sinks = sinks;
        this.sources = sources;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** Brings the routes in step with the community: new and changed connections start, removed ones stop. */
    public synchronized void align(Community community) {
        Map<String, Connection> wanted = new LinkedHashMap<>();
        community.connections().forEach(connection -> wanted.put(connection.id(), connection));
        for (Connection connection : List.copyOf(running.values())) {
            if (!connection.equals(wanted.get(connection.id()))) {
                stop(connection.id());
            }
        }
        for (Connection connection : wanted.values()) {
            if (!running.containsKey(connection.id())) {
                start(connection);
            }
        }
        aligned = true;
    }

    @Override
    public synchronized boolean ready() {
        return aligned;
    }

    @Override
    public synchronized boolean isOpen(String connection) {
        return Optional.ofNullable(running.get(connection))
                .flatMap(Connection::hours)
                .map(hours -> hours.isOpen(clock.instant()))
                .orElse(true);
    }

    @Override
    @SuppressWarnings("unchecked") // Every connector template ends in a Sink, which answers with this list.
    public List<Sent> send(String connection, List<Outbound> transmissions) {
        if (!isRunning(connection)) {
            return transmissions.stream()
                    .map(outbound -> Sent.failed(
                            outbound.transmissionId(),
                            Outcome.TRANSIENT,
                            "The connection " + connection + " is not configured or does not run."))
                    .toList();
        }
        Object answer = template().requestBody("direct:connection:" + connection, transmissions);
        return answer instanceof List<?> ? (List<Sent>) answer : new ArrayList<>();
    }

    private synchronized ProducerTemplate template() {
        ProducerTemplate made = producer;
        if (made == null) {
            made = context.get().createProducerTemplate();
            producer = made;
        }
        return made;
    }

    private synchronized boolean isRunning(String connection) {
        return running.containsKey(connection);
    }

    private void start(Connection connection) {
        CamelContext camel = context.get();
        String bean = "connection:" + connection.id();
        TemplatedRouteBuilder route = null;
        Optional<Sinks.Made> sink = sinks.make(connection);
        Optional<Sources.Made> source = sources.make(connection);
        if (sink.isPresent()) {
            camel.getRegistry().bind(bean, sink.get().sink());
            route = TemplatedRouteBuilder.builder(camel, sink.get().template()).parameter("sink", bean);
        } else if (source.isPresent()) {
            camel.getRegistry().bind(bean, source.get().source());
            route = TemplatedRouteBuilder.builder(camel, source.get().template())
                    .parameter("source", bean);
            source.get().parameters().forEach(route::parameter);
        }
        running.put(connection.id(), connection);
        if (connection.door().equals(Door.MAILBOX_IN)) {
            openMailboxes();
        }
        if (route == null) {
            return; // comes in through the web server, by token or AS2 names
        }
        route.routeId(bean).parameter("connection", connection.id()).add();
        log.debug("connection={} started", connection.id());
    }

    /** A port that is taken must not keep the other doors shut. */
    private void openMailboxes() {
        try {
            mailboxes.start();
        } catch (IOException e) {
            log.error(
                    "The mailboxes' SFTP server does not start: {}. Free the port, or choose another by mailboxes.port.",
                    e.getMessage());
        }
    }

    private void stop(String id) {
        running.remove(id);
        CamelContext camel = context.get();
        String bean = "connection:" + id;
        try {
            camel.getRouteController().stopRoute(bean);
            camel.removeRoute(bean);
        } catch (Exception e) {
            log.warn("The route of connection {} did not stop cleanly: {}", id, e.getMessage());
        }
        if (camel.getRegistry().lookupByName(bean) instanceof AutoCloseable part) {
            close(id, part);
        }
        camel.getRegistry().unbind(bean);
        sources.forget(id);
    }

    private static void close(String id, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("The connection {} did not end cleanly: {}", id, e.getMessage());
        }
    }
}
