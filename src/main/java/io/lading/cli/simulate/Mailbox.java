package io.lading.cli.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One address of a partner. It honours the Idempotency-Key: what comes again under the same key takes no effect and is
 * counted. It can be told to misbehave. Thread-safe.
 */
public final class Mailbox {
    /** What is answered to a request. */
    public record Answer(int status, String body) {
        static final Answer REFUSED = new Answer(503, "Closed for the moment.");
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final String path;
    private final List<Arrival> effects = new ArrayList<>();
    private final List<Arrival> repeats = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final Map<String, Arrival> byKey = new HashMap<>();
    private Function<Arrival, Answer> reaction = arrival -> new Answer(200, "");
    private Duration pause = Duration.ZERO;
    private int refusing;
    private int losing;
    private int refused;

    public Mailbox(String path) {
        this.path = path;
    }

    /** What it answers to each arrival, repeats too. */
    public Mailbox answering(Function<Arrival, Answer> answer) {
        return locked(() -> reaction = answer);
    }

    /** Refuses the next so many requests with 503. */
    public Mailbox refusing(int requests) {
        return locked(() -> refusing = requests);
    }

    /** Takes the next so many requests and breaks the connection instead of answering. */
    public Mailbox losingAnswers(int requests) {
        return locked(() -> losing = requests);
    }

    /** Waits before each answer. */
    public Mailbox pausing(Duration wait) {
        return locked(() -> pause = wait);
    }

    private Mailbox locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** Notes an arrival and says what to answer; null to break the connection. */
    @Nullable
    public Answer take(String key, String contentType, byte[] body) {
        lock.lock();
        try {
            if (refusing > 0) {
                refusing--;
                refused++;
                return Answer.REFUSED;
            }
            Arrival earlier = key.isEmpty() ? null : byKey.get(key);
            Arrival arrival = new Arrival(path, key, contentType, body, earlier != null, System.nanoTime());
            note(arrival, earlier);
            changed.signalAll();
            pauseBeforeAnswer();
            if (losing > 0) {
                losing--;
                return null;
            }
            return reaction.apply(arrival);
        } finally {
            lock.unlock();
        }
    }

    private void note(Arrival arrival, @Nullable Arrival earlier) {
        if (earlier == null) {
            effects.add(arrival);
            byKey.put(arrival.key(), arrival);
            return;
        }
        repeats.add(arrival);
        if (!Arrays.equals(earlier.body(), arrival.body())) {
            conflicts.add(arrival.key());
        }
    }

    private void pauseBeforeAnswer() {
        long left = pause.toNanos();
        try {
            while (left > 0 && !pause.isZero()) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What took effect, in the order in which it came. */
    public List<Arrival> effects() {
        return copy(effects);
    }

    /** What came again and took no effect. */
    public List<Arrival> repeats() {
        return copy(repeats);
    }

    /** Keys that came again with other bytes: never right. */
    public List<String> conflicts() {
        return copy(conflicts);
    }

    public int refused() {
        lock.lock();
        try {
            return refused;
        } finally {
            lock.unlock();
        }
    }

    private <T> List<T> copy(List<T> list) {
        lock.lock();
        try {
            return List.copyOf(list);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many took effect; false when time is up. */
    public boolean await(int count, Duration longest) {
        return await(arrived -> arrived.size() >= count, longest);
    }

    /** Waits until what took effect fulfils a condition; false when time is up. */
    public boolean await(Predicate<List<Arrival>> condition, Duration longest) {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (!condition.test(effects)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
