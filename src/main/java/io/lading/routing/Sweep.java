package io.lading.routing;

import io.lading.tracking.BusinessClock;
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
    private final BusinessClock clock;
    private final Runnable releases;

    /** @param releases takes changed lookup tables, and lets go on what waited for them or for each other */
    public Sweep(
            DataSource dataSource,
            Node node,
            WorkQueue queue,
            WakeUps wakeUps,
            BusinessClock clock,
            Runnable releases) {
        this.upkeep = new Upkeep(dataSource, clock);
        this.receipts = new OverdueReceipts(dataSource, node, clock);
        this.clock = clock;
        this.node = node;
        this.queue = queue;
        this.wakeUps = wakeUps;
        this.releases = releases;
    }

    public void sweep() {
        try {
            if (!node.heartbeat()) {
                return; // the node says so itself, and takes its place again
            }
            clock.follow();
            upkeep.run();
            receipts.look();
            releases.run();
            for (Node.TakenOver taken : node.takeOverFromTheDead()) {
                log.warn("node={} took over {} pieces of work of {}", node.number(), taken.pieces(), taken.words());
            }
            int doubtful = queue.releaseDoubtful();
            if (doubtful > 0) {
                log.warn(
                        "node={} frees {} deliveries whose claim was written though the answer was lost",
                        node.number(),
                        doubtful);
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
