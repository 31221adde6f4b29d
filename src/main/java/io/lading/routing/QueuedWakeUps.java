package io.lading.routing;

import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.WakeUps;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends wake-ups through the broker: not durable, and forgotten after a second, for by then the sweep has looked. A
 * broker that is away delays work by that second and loses none.
 */
final class QueuedWakeUps implements WakeUps {
    private static final Logger log = LoggerFactory.getLogger(QueuedWakeUps.class);
    private static final String OPTIONS =
            "?deliveryPersistent=false&timeToLive=1000&exchangePattern=InOnly&disableTimeToLive=false";

    private final Supplier<ProducerTemplate> templates;
    private volatile ProducerTemplate producer;

    @SuppressWarnings("NullAway.Init") // made when Camel runs, at the first wake-up
    QueuedWakeUps(Supplier<ProducerTemplate> templates) {
        this.templates = templates;
    }

    @Override
    public void wake(Hop hop, Lane lane) {
        try {
            template().sendBody("jms:queue:" + RoutingConfiguration.wakeUpQueue(hop, lane) + OPTIONS, "");
        } catch (RuntimeException e) {
            log.debug("A wake-up was not sent; the sweep will find the work: {}", e.getMessage());
        }
    }

    private ProducerTemplate template() {
        if (producer == null) {
            producer = templates.get();
        }
        return producer;
    }
}
