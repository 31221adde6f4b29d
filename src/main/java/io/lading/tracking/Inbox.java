package io.lading.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The receive hop: returns only when bytes and rows are durable. Submissions that come together share a commit, which
 * is what makes many small files cheap. Thread-safe.
 */
public final class Inbox implements AutoCloseable {
    private static final int MOST_A_COMMIT = 256;
    private static final long MOST_BYTES_A_COMMIT = 16L << 20;
    /** From so many that wait on, two commits at a time are worth more than fewer of them. */
    private static final int CROWD = 32;

    private final DataSource dataSource;
    private final Node node;
    private final Payloads payloads;
    private final WakeUps wakeUps;
    private final Clock clock;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final List<Thread> committers = new ArrayList<>();
    /** Held by a small commit: what comes meanwhile shares the next one, instead of each having its own. */
    private final Lock smallCommit = new ReentrantLock();

    private volatile boolean closed;

    /** @param committerCount threads that commit; two keep the disk busy while the other gathers */
    public Inbox(
            DataSource dataSource, Node node, Payloads payloads, WakeUps wakeUps, Clock clock, int committerCount) {
        this.dataSource = dataSource;
        this.node = node;
        this.payloads = payloads;
        this.wakeUps = wakeUps;
        this.clock = clock;
        for (int i = 0; i < committerCount; i++) {
            Thread thread = new Thread(this::commitUntilClosed, "receive-commit-" + i);
            thread.setDaemon(true);
            thread.start();
            committers.add(thread);
        }
    }

    private record Pending(Reception reception, byte[] sha256, CompletableFuture<Receipt> receipt) {}

    /**
     * Makes a submission durable.
     *
     * @throws RecordFailure if it could not be made so; the sender must not be told that it was received
     */
    public Receipt receive(Reception reception) {
        if (closed) {
            throw IntakeClosed.stopping();
        }
        CrashPoints.reach("before-receive");
        Pending pending = new Pending(reception, Payloads.sha256(reception.body()), new CompletableFuture<>());
        queue.add(pending);
        try {
            Receipt receipt = pending.receipt().join();
            CrashPoints.reach("after-receive");
            return receipt;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RecordFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * The same for a body too large to hold, which is stored as it is read.
     *
     * @param facts everything but the body, whose bytes are ignored
     */
    public Receipt receive(Reception facts, InputStream body) throws IOException {
        if (closed) {
            throw IntakeClosed.stopping();
        }
        CrashPoints.reach("before-receive");
        Receipt receipt = store(facts, body);
        CrashPoints.reach("after-receive");
        return receipt;
    }

    private Receipt store(Reception facts, InputStream body) throws IOException {
        byte[] sha256 = null;
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            Payloads.Kept kept = payloads.keep(unit, body, facts.mediaType());
            sha256 = kept.sha256();
            Receipt known = knownKey(unit, facts, sha256);
            if (known != null) {
                return known;
            }
            long id = accept(unit, facts, kept, clock.instant());
            unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, facts.lane()));
            unit.commit();
            return new Receipt.Accepted(id);
        } catch (RecordRefused e) {
            Receipt known = e.isTaken() && sha256 != null ? takenMeanwhile(facts, sha256) : null;
            if (known == null) {
                throw e;
            }
            return known;
        }
    }

    /** What another node took in under the same key between our look and our commit. */
    private @Nullable Receipt takenMeanwhile(Reception facts, byte[] sha256) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            return knownKey(unit, facts, sha256);
        }
    }

    /** Takes nothing more in and finishes what was begun. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : committers) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void commitUntilClosed() {
        while (!closed || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null && queue.size() >= CROWD) {
                    commitTogether(gather(first));
                } else if (first != null) {
                    commitAlone(first);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commitAlone(Pending first) {
        smallCommit.lock();
        try {
            commitTogether(gather(first));
        } finally {
            smallCommit.unlock();
        }
    }

    private List<Pending> gather(Pending first) {
        List<Pending> together = new ArrayList<>();
        long bytes = 0;
        Pending next = first;
        while (next != null) {
            together.add(next);
            bytes += next.reception().body().length;
            boolean full = together.size() == MOST_A_COMMIT || bytes > MOST_BYTES_A_COMMIT;
            next = full ? null : queue.poll();
        }
        return together;
    }

    private void commitTogether(List<Pending> together) {
        try {
            List<Receipt> receipts = commit(together);
            for (int i = 0; i < together.size(); i++) {
                together.get(i).receipt().complete(receipts.get(i));
            }
        } catch (RuntimeException e) {
            if (together.size() == 1) {
                fail(together.get(0), e);
                return;
            }
            // One of them may be at fault (a key taken by another node this very moment): each by itself.
            together.forEach(pending -> commitTogether(List.of(pending)));
        }
    }

    private void fail(Pending pending, RuntimeException e) {
        try {
            Receipt known = e instanceof RecordRefused refused && refused.isTaken()
                    ? takenMeanwhile(pending.reception(), pending.sha256())
                    : null;
            if (known != null) {
                pending.receipt().complete(known);
                return;
            }
        } catch (RecordFailure again) {
            e.addSuppressed(again);
        }
        pending.receipt().completeExceptionally(e);
    }

    private List<Receipt> commit(List<Pending> together) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            List<Receipt> receipts = new ArrayList<>();
            Set<Lane> lanes = EnumSet.noneOf(Lane.class);
            Map<String, Earlier> known = knownKeys(unit, together);
            Instant now = clock.instant();
            for (Pending pending : together) {
                Reception reception = pending.reception();
                String key = reception.key() == null ? null : reception.connection() + '\n' + reception.key();
                Receipt receipt = key == null ? null : repeated(known.get(key), pending.sha256());
                if (receipt == null) {
                    Payloads.Kept kept = payloads.keep(unit, reception.body(), pending.sha256(), reception.mediaType());
                    long id = accept(unit, reception, kept, now);
                    lanes.add(reception.lane());
                    receipt = new Receipt.Accepted(id);
                    if (key != null) {
                        known.put(key, new Earlier(pending.sha256(), id));
                    }
                }
                receipts.add(receipt);
            }
            lanes.forEach(lane -> unit.afterCommit(() -> wakeUps.wake(Hop.PROCESS, lane)));
            unit.commit();
            return receipts;
        }
    }

    private long accept(UnitOfWork unit, Reception reception, Payloads.Kept kept, Instant now) {
        long id = node.ids().next();
        Evidence evidence = reception.evidence();
        if (evidence == null) {
            unit.add(reception.row(id, kept, kept, now));
        } else {
            Payloads.Kept wire = keepWire(unit, evidence, reception.mediaType());
            unit.add(reception.row(id, kept, wire, now));
            unit.add(new WireRow(id, reception.key(), evidence.headers(), null, null));
            if (evidence.receipt() != null) {
                addReceipt(unit, id, reception, evidence.receipt(), now);
            }
        }
        if (reception.key() != null) {
            unit.add(new SubmissionKeyRow(reception.connection(), reception.key(), kept.sha256(), id));
        }
        unit.add(WorkQueue.processWork(id, reception.lane(), reception.connection(), kept.size()));
        return id;
    }

    private Payloads.Kept keepWire(UnitOfWork unit, Evidence evidence, String mediaType) {
        try (InputStream in = evidence.wire().open()) {
            return payloads.keep(unit, in, mediaType);
        } catch (IOException e) {
            throw new RecordUnavailable("reading the message again to keep it", e);
        }
    }

    /** The receipt, and if it is to be sent later the work of sending it. */
    private void addReceipt(UnitOfWork unit, long id, Reception reception, Evidence.GivenReceipt receipt, Instant now) {
        Long out = receipt.url() == null ? null : node.ids().next();
        unit.add(new ReceiptRow(id, receipt.disposition(), receipt.headers(), receipt.body(), out, now));
        if (out == null) {
            return;
        }
        Payloads.Kept kept = payloads.keep(unit, receipt.body(), "multipart/report");
        unit.add(new TransmissionRow(
                out,
                Direction.OUT,
                TransmissionState.READY,
                Lane.ACKNOWLEDGEMENT,
                reception.partner(),
                reception.connection(),
                null,
                reception.door(),
                null,
                "MDN",
                "multipart/report",
                receipt.messageId(),
                null,
                receipt.url(),
                kept.size(),
                kept.sha256(),
                kept.id(),
                kept.id(),
                null,
                null,
                now));
        unit.add(new WireRow(out, receipt.messageId(), receipt.headers(), null, receipt.url()));
        unit.add(new WorkRow(
                node.ids().next(),
                Hop.DELIVER,
                Lane.ACKNOWLEDGEMENT,
                reception.connection(),
                out,
                kept.size(),
                null,
                null,
                null,
                id,
                null));
        unit.afterCommit(() -> wakeUps.wake(Hop.DELIVER, Lane.ACKNOWLEDGEMENT));
    }

    private record Earlier(byte[] sha256, long transmissionId) {}

    private static Map<String, Earlier> knownKeys(UnitOfWork unit, List<Pending> together) {
        Map<String, Earlier> known = new HashMap<>();
        List<Reception> keyed = together.stream()
                .map(Pending::reception)
                .filter(reception -> reception.key() != null)
                .toList();
        if (keyed.isEmpty()) {
            return known;
        }
        unit.query(
                """
                select k.connection, k.key, k.sha256, k.transmission_id from submission_key k
                join unnest(?::text[], ?::text[]) as w(connection, key) using (connection, key)""",
                row -> known.put(
                        row.getString(1) + '\n' + row.getString(2), new Earlier(row.getBytes(3), row.getLong(4))),
                keyed.stream().map(Reception::connection).toArray(String[]::new),
                keyed.stream().map(Reception::key).toArray(String[]::new));
        return known;
    }

    private static @Nullable Receipt knownKey(UnitOfWork unit, Reception facts, byte[] sha256) {
        if (facts.key() == null) {
            return null;
        }
        List<Earlier> earlier = unit.query(
                "select sha256, transmission_id from submission_key where connection = ? and key = ?",
                row -> new Earlier(row.getBytes(1), row.getLong(2)),
                facts.connection(),
                facts.key());
        return earlier.isEmpty() ? null : repeated(earlier.get(0), sha256);
    }

    private static @Nullable Receipt repeated(@Nullable Earlier earlier, byte[] sha256) {
        if (earlier == null) {
            return null;
        }
        return Arrays.equals(earlier.sha256(), sha256)
                ? new Receipt.Repeated(earlier.transmissionId())
                : new Receipt.KeyReused(earlier.transmissionId());
    }
}
