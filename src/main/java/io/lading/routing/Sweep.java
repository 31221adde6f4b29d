package io.lading.routing;

import io.lading.tracking.Hop;
import io.lading.tracking.Node;
import io.lading.tracking.OverdueReceipts;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.Upkeep;
import io.lading.tracking.WakeUps;
import io.lading.tracking.WorkQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repairs what a lost wake-up or a dead node left lying. Called every second; harmless when all is well. */
public final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final Upkeep upkeep;
    private final OverdueReceipts receipts;
    private final Node node;
    private final WorkQueue queue;
    private final WakeUps wakeUps;
    private final Runnable releases;

    /** @param releases takes changed lookup tables, and lets go on what waited for them or for each other */
    public Sweep(DataSource dataSource, Node node, WorkQueue queue, WakeUps wakeUps, Runnable releases) {
        this.upkeep = new Upkeep(dataSource);
        this.receipts = new OverdueReceipts(dataSource, node);
        this.node = node;
        this.queue = queue;
        this.wakeUps = wakeUps;
        this.releases = releases;
    }

    public void sweep() {
        try {
            if (!node.heartbeat()) {
                log.error("node={} lost its place in the record; restart the hub if this does not pass", node.number());
                return;
            }
            upkeep.run();
            receipts.look();
            releases.run();
            int taken = node.takeOverFromTheDead();
            if (taken > 0) {
                log.warn("node={} took over {} deliveries of a dead node", node.number(), taken);
            }
            queue.waiting().forEach(waiting -> {
                Hop hop = waiting.hop() == Hop.DELIVER ? Hop.DELIVER : Hop.PROCESS;
                wakeUps.wake(hop, waiting.lane());
            });
        } catch (RecordFailure e) {
            log.warn("The sweep was broken off: {}", e.getMessage());
        }
    }
}
