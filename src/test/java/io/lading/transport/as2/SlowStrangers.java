package io.lading.transport.as2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that each send 800 bytes a second of a body of 10 MB, and come again when they are closed. */
final class SlowStrangers implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(SlowStrangers.class);
    private static final int COME_AGAIN = 100;
    private static final byte[] DRIP = "x".repeat(800).getBytes(StandardCharsets.US_ASCII);

    private final URI target;
    private final List<Stranger> strangers = new ArrayList<>();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    private static final class Stranger {
        private final String head;
        private final String from;
        private Socket socket = new Socket();

        Stranger(String head, String from) {
            this.head = head;
            this.from = from;
        }

        boolean drips() {
            try {
                socket.getOutputStream().write(DRIP);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        void come(URI target) throws IOException {
            socket.close();
            socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), 5000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }
    }

    SlowStrangers(URI target) {
        this.target = target;
    }

    /** @param head without the empty line */
    void add(int count, String head, java.util.function.IntFunction<String> from) throws IOException {
        for (int i = 0; i < count; i++) {
            Stranger stranger = new Stranger(head + "Content-Length: 10000000\r\n\r\n", from.apply(i));
            stranger.come(target);
            strangers.add(stranger);
        }
    }

    void begin() {
        ScheduledFuture<?> unused = pace.scheduleWithFixedDelay(this::drip, 0, 1, TimeUnit.SECONDS);
    }

    private void drip() {
        int again = 0;
        for (Stranger stranger : strangers) {
            if (!stranger.drips() && again++ < COME_AGAIN) {
                comeAgain(stranger);
            }
        }
    }

    private void comeAgain(Stranger stranger) {
        try {
            stranger.come(target);
        } catch (IOException e) {
            logger.debug("It tries again in a second", e);
        }
    }

    @Override
    public void close() throws IOException {
        pace.shutdownNow();
        for (Stranger stranger : strangers) {
            stranger.socket.close();
        }
    }
}
