package io.lading.routing.deliver;

import io.lading.tracking.Body;
import io.lading.tracking.ChangedPayload;
import io.lading.tracking.CrashPoints;
import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.Outcome;
import io.lading.tracking.Payloads;
import io.lading.tracking.UnitOfWork;
import io.lading.tracking.WakeUps;
import io.lading.tracking.WorkQueue;
import io.lading.tracking.WorkQueue.Work;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is ready, one destination at a time, so that a slow partner holds up nobody else. Shared by all workers. */
public final class DeliverHop {
    private static final Logger log = LoggerFactory.getLogger(DeliverHop.class);
    private static final int MOST_A_CLAIM = 128;
    /** Of the workers, at most so many are with one destination at a time. */
    private static final int WORKERS_A_DESTINATION = 2;
    /** Then a worker asks to be called again, so that a stopping hub need not wait for it. */
    private static final long LONGEST_STAY_NANOS = 50_000_000;

    private static final String TO_SEND = """
            select t.id, t.transport_id, t.file_name, t.media_type, t.clear_payload, t.wire_payload, d.type, d.number
            from transmission t left join lateral (
                select document.type, document.number from delivery join document on document.id = delivery.document_id
                where delivery.transmission_id = t.id order by document.id limit 1) d on true
            where t.id = any(?) order by t.id
            """;

    private final DataSource dataSource;
    private final WorkQueue queue;
    private final WakeUps wakeUps;
    private final Connectors connectors;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final UnwrittenOutcomes unwritten;

    /** Hands transmissions to the connector of a destination. */
    @FunctionalInterface
    public interface Connectors {
        /** Answers for each, in any order. */
        List<Sent> send(String connection, List<Outbound> transmissions);

        /** False while the connection takes nothing; the sweep looks again. */
        default boolean isOpen(String connection) {
            return true;
        }

        /** False until the connectors have been started; the sweep looks again. */
        default boolean ready() {
            return true;
        }
    }

    public DeliverHop(
            DataSource dataSource, WorkQueue queue, WakeUps wakeUps, Connectors connectors, Outcomes outcomes) {
        this.dataSource = dataSource;
        this.queue = queue;
        this.wakeUps = wakeUps;
        this.connectors = connectors;
        this.unwritten = new UnwrittenOutcomes(outcomes::write);
    }

    /** Serves destinations of a lane that have work and a free place, one after another; called for each wake-up. */
    public void work(Lane lane) {
        wakeUps.taken(Hop.DELIVER, lane);
        if (!connectors.ready()) {
            return;
        }
        long began = System.nanoTime();
        while (unwritten.write() && serveOne(lane)) {
            if (System.nanoTime() - began > LONGEST_STAY_NANOS) {
                wakeUps.wake(Hop.DELIVER, lane);
                return;
            }
        }
    }

    /** False if there is nothing to do, or others are at it. */
    private boolean serveOne(Lane lane) {
        List<String> destinations = new ArrayList<>(queue.destinationsWithWork(lane));
        Set<String> closed = closed(lane, destinations);
        if (destinations.isEmpty()) {
            return false;
        }
        Collections.rotate(destinations, -Math.floorMod(turn.getAndIncrement(), destinations.size()));
        if (destinations.size() > 1) {
            wakeUps.wake(Hop.DELIVER, lane);
        }
        for (String destination : destinations) {
            Semaphore place = places.computeIfAbsent(lane + destination, d -> new Semaphore(WORKERS_A_DESTINATION));
            if (!place.tryAcquire()) {
                continue;
            }
            try {
                if (serve(lane, destination, !closed.contains(destination))) {
                    return true;
                }
            } finally {
                place.release();
            }
        }
        return false;
    }

    /** Those that take only what is urgent; where there is nothing such, they are removed. */
    private Set<String> closed(Lane lane, List<String> destinations) {
        Set<String> closed = new HashSet<>(destinations);
        closed.removeIf(connectors::isOpen);
        if (!closed.isEmpty()) {
            Set<String> urgent = queue.urgentAmong(lane, closed);
            destinations.removeIf(destination -> closed.contains(destination) && !urgent.contains(destination));
        }
        return closed;
    }

    private boolean serve(Lane lane, String destination, boolean open) {
        List<Work> claimed = queue.claimDeliveries(lane, destination, open, MOST_A_CLAIM);
        if (claimed.isEmpty()) {
            return false;
        }
        if (claimed.size() == MOST_A_CLAIM) {
            wakeUps.wake(Hop.DELIVER, lane);
        }
        CrashPoints.reach("after-delivery-claim");
        List<Sent> sent = send(destination, claimed);
        CrashPoints.reach("after-send");
        unwritten.write(claimed, sent);
        return true;
    }

    /** What was sent while the record was away is written down as soon as it is back; the sweep asks for it too. */
    public void settle() {
        unwritten.write();
    }

    private List<Sent> send(String destination, List<Work> claimed) {
        try {
            List<Sent> sent = new ArrayList<>();
            List<Outbound> sound = load(claimed, sent::add);
            if (!sound.isEmpty()) {
                sent.addAll(connectors.send(destination, sound));
            }
            return sent;
        } catch (RuntimeException e) {
            log.warn("The connector of {} broke off: {}", destination, e.toString());
            return claimed.stream()
                    .map(work ->
                            Sent.failed(work.subject(), Outcome.UNKNOWN, "The connector broke off: " + e.getMessage()))
                    .toList();
        }
    }

    /** Bytes that are not what was stored go to nobody; a person is told. */
    private List<Outbound> load(List<Work> claimed, Consumer<Sent> refused) {
        record Facts(
                long id,
                String key,
                String fileName,
                String mediaType,
                long payload,
                long wire,
                Optional<Outbound.Subject> about) {}
        Long[] ids = claimed.stream().map(Work::subject).toArray(Long[]::new);
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Facts> facts = unit.query(
                    TO_SEND,
                    row -> new Facts(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getLong(6),
                            subject(row.getString(7), row.getString(8))),
                    (Object) ids);
            Map<Long, ChangedPayload> changed = new HashMap<>();
            List<Long> payloads = facts.stream()
                    .flatMap(fact -> Stream.of(fact.payload(), fact.wire()))
                    .distinct()
                    .toList();
            Map<Long, Body> bodies =
                    Payloads.bodies(dataSource, unit, payloads, found -> changed.put(found.payload(), found));
            List<Outbound> outbound = new ArrayList<>();
            for (Facts fact : facts) {
                ChangedPayload wrong = changed.getOrDefault(fact.payload(), changed.get(fact.wire()));
                Body body = bodies.get(fact.payload());
                if (wrong != null) {
                    refused.accept(Sent.failed(fact.id(), Outcome.PERMANENT, String.valueOf(wrong.getMessage())));
                } else if (body != null) {
                    outbound.add(
                            new Outbound(fact.id(), fact.key(), fact.fileName(), fact.mediaType(), body, fact.about()));
                }
            }
            return outbound;
        }
    }

    private static Optional<Outbound.Subject> subject(@Nullable String document, @Nullable String number) {
        return document == null || number == null
                ? Optional.empty()
                : Optional.of(new Outbound.Subject(document, number));
    }
}
