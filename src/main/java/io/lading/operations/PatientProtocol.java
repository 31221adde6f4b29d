package io.lading.operations;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP whose patience with headers and TLS handshakes ends: Tomcat waits for each further byte anew, and so for hours. Public,
 * for Tomcat makes it by its name.
 */
public final class PatientProtocol extends Http11NioProtocol {
    private static final Duration USUAL = Duration.ofSeconds(20);
    /** For a handshake waits for our own processor too, when many come at once. */
    private static final long SHORTEST_HANDSHAKE = TimeUnit.SECONDS.toNanos(10);

    private long patience = USUAL.toNanos();
    private Runnable impatient = () -> {};
    private IdentityHashMap<SocketWrapperBase<NioChannel>, Long> shakingHands = new IdentityHashMap<>();
    private @Nullable ScheduledExecutorService watch;
    private @Nullable Runnable eachSecond;

    /**
     * Before the start.
     *
     * @param longestHeader from a header's first byte to its last, and of a handshake from its beginning
     * @param impatient told of each connection that is closed
     */
    void watch(Duration longestHeader, Runnable impatient) {
        this.patience = longestHeader.toNanos();
        this.impatient = impatient;
    }

    /** Runs beside, while the port is open. */
    void eachSecond(Runnable look) {
        this.eachSecond = look;
    }

    @Override
    public void start() throws Exception {
        super.start();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "headers");
            thread.setDaemon(true);
            return thread;
        });
        long pause = Math.max(TimeUnit.MILLISECONDS.toNanos(50), patience / 10);
        ScheduledFuture<?> unused = started.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
        if (eachSecond != null) {
            ScheduledFuture<?> unusedToo = started.scheduleWithFixedDelay(eachSecond, 1, 1, TimeUnit.SECONDS);
        }
        watch = started;
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.shutdownNow();
        }
        super.stop();
    }

    private void look() {
        long now = System.nanoTime();
        IdentityHashMap<SocketWrapperBase<NioChannel>, Long> stillShaking = new IdentityHashMap<>();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            NioChannel channel = connection.getSocket();
            if (channel != null && !channel.isHandshakeComplete()) {
                long since = shakingHands.getOrDefault(connection, now);
                stillShaking.put(connection, since);
                if (now - since > Math.max(patience, SHORTEST_HANDSHAKE)) {
                    impatient.run();
                    connection.close();
                }
            }
            // Between requests there is no processor, and while one is served its thread has it. One that waits for
            // more of
            // a body is asynchronous, and others watch its pace.
            if (connection.getCurrentProcessor() instanceof Processor processor
                    && !processor.isAsync()
                    && isOverdue(processor, now)) {
                impatient.run();
                connection.close();
            }
        }
        shakingHands = stillShaking;
    }

    private boolean isOverdue(Processor processor, long now) {
        org.apache.coyote.Request request = processor.getRequest();
        long begun = request == null ? -1 : request.getStartTimeNanos();
        return begun >= 0 && now - begun > patience;
    }
}
