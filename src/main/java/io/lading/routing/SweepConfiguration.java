package io.lading.routing;

import io.lading.routing.deliver.DeliverHop;
import io.lading.routing.process.KnowledgeBase;
import io.lading.routing.process.ReEnvelope;
import io.lading.tracking.BusinessClock;
import io.lading.tracking.ChangedPayloads;
import io.lading.tracking.Node;
import io.lading.tracking.WakeUps;
import io.lading.tracking.WorkQueue;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is looked at every second. */
@Configuration(proxyBeanMethods = false)
class SweepConfiguration {

    @Bean
    LookupRelease lookupRelease(DataSource dataSource, KnowledgeBase knowledge, Redoing redoing, Clock clock) {
        return new LookupRelease(dataSource, knowledge, redoing, clock);
    }

    @Bean
    CollectedRelease collectedRelease(
            DataSource dataSource, KnowledgeBase knowledge, ReEnvelope reEnvelope, WakeUps wakeUps, Clock clock) {
        return new CollectedRelease(dataSource, knowledge, reEnvelope, wakeUps, clock);
    }

    @Bean
    ChangedPayloads changedPayloads(DataSource dataSource) {
        return new ChangedPayloads(dataSource);
    }

    @Bean
    Sweep sweep(
            DataSource dataSource,
            Node node,
            WorkQueue queue,
            WakeUps wakeUps,
            LookupsInForce lookups,
            LookupRelease release,
            CollectedRelease collected,
            DeliverHop deliver,
            ChangedPayloads changed,
            BusinessClock clock) {
        return new Sweep(dataSource, node, queue, wakeUps, clock, () -> {
            deliver.settle();
            changed.look();
            lookups.refresh();
            release.release();
            collected.release();
        });
    }
}
