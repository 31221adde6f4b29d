package io.lading.operations;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** HTTP whose patience with headers ends: Tomcat waits for each further byte anew, and so for hours. */
final class PatientProtocol extends Http11NioProtocol {
    private final long patience;
    private final Runnable impatient;
    private @Nullable ScheduledExecutorService watch;
    private @Nullable Runnable eachSecond;

    /** @param longestHeader from a header's first byte to its last */
    PatientProtocol(Duration longestHeader, Runnable impatient) {
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
            Thread thread = new Thread(task, "partners-port");
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
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            // Between requests there is no processor, and while one is served its thread has it.
            if (connection.getCurrentProcessor() instanceof Processor processor && isOverdue(processor, now)) {
                impatient.run();
                connection.close();
            }
        }
    }

    private boolean isOverdue(Processor processor, long now) {
        org.apache.coyote.Request request = processor.getRequest();
        long begun = request == null ? -1 : request.getStartTimeNanos();
        return begun >= 0 && now - begun > patience;
    }
}
