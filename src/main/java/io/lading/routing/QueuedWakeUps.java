package io.lading.routing;

import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.WakeUps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends wake-ups through the broker: not durable, and forgotten after a second, for by then the sweep has looked. A
 * broker that is away delays work by that second and loses none. While one is on its way another would only make a
 * worker look for what the first one's has found. Thread-safe.
 */
final class QueuedWakeUps implements WakeUps {
    private static final Logger log = LoggerFactory.getLogger(QueuedWakeUps.class);
    private static final String OPTIONS =
            "?deliveryPersistent=false&timeToLive=1000&exchangePattern=InOnly&disableTimeToLive=false";
    private static final long FORGOTTEN_AFTER_NANOS = 1_000_000_000;
    /** No wake-up is on its way. */
    private static final long NONE = 0;

    private final Supplier<ProducerTemplate> templates;
    private final Map<String, AtomicLong> sentAt = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private volatile ProducerTemplate producer;

    @SuppressWarnings("NullAway.Init") // made when Camel runs, at the first wake-up
    QueuedWakeUps(Supplier<ProducerTemplate> templates) {
        this.templates = templates;
    }

    @Override
    public void wake(Hop hop, Lane lane) {
        String queue = RoutingConfiguration.wakeUpQueue(hop, lane);
        AtomicLong sent = sentAt(queue);
        long now = System.nanoTime() | 1; // never NONE
        long before = sent.get();
        boolean onItsWay = before != NONE && now - before < FORGOTTEN_AFTER_NANOS;
        if (onItsWay || !sent.compareAndSet(before, now)) {
            return;
        }
        try {
            template().sendBody(endpoint(queue), "");
        } catch (RuntimeException e) {
            sent.set(NONE);
            log.debug("A wake-up was not sent; the sweep will find the work: {}", e.getMessage());
        }
    }

    @Override
    public void taken(Hop hop, Lane lane) {
        sentAt(RoutingConfiguration.wakeUpQueue(hop, lane)).set(NONE);
    }

    private AtomicLong sentAt(String queue) {
        return sentAt.computeIfAbsent(queue, q -> new AtomicLong(NONE));
    }

    /** Kept: making out an address from its words takes longer than sending to it. */
    private Endpoint endpoint(String queue) {
        return endpoints.computeIfAbsent(
                queue, q -> template().getCamelContext().getEndpoint("jms:queue:" + q + OPTIONS));
    }

    private ProducerTemplate template() {
        if (producer == null) {
            producer = templates.get();
        }
        return producer;
    }
}
