package io.lading.tracking.audit;

import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.SignInLog;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals every few seconds on a thread of its own, for the first seal of a large record takes long. */
public final class AuditTimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditTimer.class);
    private static final long EVERY_SECONDS = 5;

    private final ScheduledExecutorService timer;
    private final Sealer sealer;

    private AuditTimer(ScheduledExecutorService timer, Sealer sealer) {
        this.timer = timer;
        this.sealer = sealer;
    }

    public static AuditTimer start(Sealer sealer, Retention retention, SignInLog signIns) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        signIns.settle();
                        sealer.seal();
                        retention.run();
                    } catch (RecordUnavailable e) {
                        log.warn("The audit is sealed later: {}", e.getMessage());
                    } catch (RuntimeException e) {
                        log.error("The audit could not be sealed this time", e); // the timer must go on
                    }
                },
                EVERY_SECONDS,
                EVERY_SECONDS,
                TimeUnit.SECONDS);
        return new AuditTimer(timer, sealer);
    }

    /** Seals a last time, so that a hub that stopped in order has nothing unsealed. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(30, TimeUnit.SECONDS);
            sealer.seal();
        } catch (RecordUnavailable e) {
            log.warn("The audit is sealed at the next start: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
