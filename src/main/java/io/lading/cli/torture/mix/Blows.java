package io.lading.cli.torture.mix;

import io.lading.cli.process.RecordReader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does what a fault says, and puts it right again as an administrator would: nothing is mended by hand in the record. */
final class Blows {
    /** Longer than a hub on a shared database is given to take its place again. */
    private static final Duration FROZEN = Duration.ofSeconds(8);

    private static final Duration FULL = Duration.ofSeconds(5);
    private static final Duration LONGEST_MISBEHAVIOUR = Duration.ofSeconds(15);
    private static final Duration LONGEST_RETURN = Duration.ofMinutes(1);
    private static final int MISBEHAVED = 5;
    private static final String RESERVE = "LADING_LIMITS_DISK_RESERVE";
    private static final String MORE_THAN_ANY_DISK = "65536GB";

    private final Hubs hubs;
    private final Receivers receivers;
    private final Random random;

    Blows(Hubs hubs, Receivers receivers, Random random) {
        this.hubs = hubs;
        this.receivers = receivers;
        this.random = random;
    }

    void strike(Fault fault) throws IOException, InterruptedException, SQLException {
        int hub = random.nextInt(hubs.count());
        switch (fault) {
            case KILL -> {
                hubs.kill(hub);
                hubs.startAgain(hub);
            }
            case BACKEND -> endOneConnection();
            case POSTMASTER -> hubs.signalServer("KILL");
            case BOTH -> {
                hubs.signalServer("KILL");
                hubs.kill(hub);
                if (hubs.count() > 1) {
                    awaitServer(); // a hub that keeps the server itself starts it; one that only uses it needs it
                }
                hubs.startAgain(hub);
            }
            case RESTART -> hubs.signalServer("INT"); // "fast" shutdown; its keeper starts it again
            case FREEZE -> {
                hubs.signal(hub, "STOP");
                pause(FROZEN);
                hubs.signal(hub, "CONT");
            }
            case DISK -> {
                hubs.kill(hub);
                hubs.startAgain(hub, RESERVE, MORE_THAN_ANY_DISK);
                pause(FULL);
                hubs.kill(hub);
                hubs.startAgain(hub);
            }
            case HANG, CLOSE_BEFORE, CLOSE_AFTER, DRIP -> misbehave(fault);
        }
    }

    /** The server may still be away by the blow before. */
    private void endOneConnection() throws IOException, SQLException, InterruptedException {
        awaitServer();
        try (RecordReader record = hubs.record()) {
            record.endOneConnection();
        }
    }

    private void awaitServer() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_RETURN.toNanos();
        while (!answers() && System.nanoTime() < deadline) {
            pause(Duration.ofMillis(100));
        }
    }

    private boolean answers() {
        try (RecordReader record = hubs.record()) {
            return record.workLeft() >= 0;
        } catch (IOException | SQLException | RuntimeException e) {
            return false; // the lock file may be cut short, too
        }
    }

    private void misbehave(Fault fault) throws InterruptedException {
        int until = receivers.misbehaved() + MISBEHAVED;
        long deadline = System.nanoTime() + LONGEST_MISBEHAVIOUR.toNanos();
        receivers.behave(Optional.of(fault));
        while (receivers.misbehaved() < until && System.nanoTime() < deadline) {
            pause(Duration.ofMillis(50));
        }
        receivers.behave(Optional.empty());
    }

    private static void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
