package io.lading.transport.queue;

import io.lading.partner.Connection;
import io.lading.tracking.Lane;
import io.lading.tracking.Receipt;
import io.lading.tracking.Reception;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.RecordUnavailable;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.HeldBack;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.jms.JmsMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from a queue inside the listener's transaction: it commits after this returns, so after the record. What
 * cannot be taken goes to the dead letters in the same transaction. Of a message's properties only the key is read.
 */
public final class QueueSource {
    private static final Logger log = LoggerFactory.getLogger(QueueSource.class);
    private static final int LONGEST_KEY = 200;
    private static final long PAUSE_MILLIS = 500;

    private final Connection connection;
    private final SubmissionPort port;
    private final HeldBack heldBack;
    private final long mostBytes;
    private final int heldBytes;

    /**
     * Serves one connection.
     *
     * @param mostBytes larger messages are refused
     * @param heldBytes larger messages are stored as they are read
     */
    public QueueSource(Connection connection, SubmissionPort port, HeldBack heldBack, long mostBytes, int heldBytes) {
        this.connection = connection;
        this.port = port;
        this.heldBack = heldBack;
        this.mostBytes = mostBytes;
        this.heldBytes = heldBytes;
    }

    /** Takes one message; an exception rolls back, and the broker hands the message out again. */
    public void take(Exchange exchange) throws JMSException, IOException {
        JmsMessage carrier = Objects.requireNonNull(exchange.getMessage(JmsMessage.class), "a message of JMS");
        Message message = carrier.getJmsMessage();
        Session session = carrier.getJmsSession();
        if (message == null || session == null) {
            throw new IllegalStateException("The route of " + connection.id() + " hands over no JMS message.");
        }
        String reason = submitPatiently(message, exchange);
        if (reason != null) {
            refuse(message, session, reason);
        }
    }

    /**
     * Waits while the record is away or the hub takes nothing in, with the message still the broker's: handed back it would
     * be handed out again at once, and a broker may throw a message away after some such tries.
     */
    private @Nullable String submitPatiently(Message message, Exchange exchange) throws JMSException, IOException {
        while (true) {
            try {
                port.requireOpen();
                String reason = submit(message);
                heldBack.clear(connection.id());
                return reason;
            } catch (RecordFailure e) {
                boolean waits = RecordUnavailable.isPassing(e) && !isStopping(exchange);
                heldBack.retry(connection.id(), String.valueOf(e.getMessage()));
                if (!waits || !pause()) {
                    throw e;
                }
                if (message instanceof BytesMessage bytes) {
                    bytes.reset(); // to be read from its beginning again
                }
            }
        }
    }

    private static boolean isStopping(Exchange exchange) {
        String id = exchange.getFromRouteId();
        ServiceStatus route =
                id == null ? null : exchange.getContext().getRouteController().getRouteStatus(id);
        return exchange.getContext().isStopping() || route == null || !route.isStarted();
    }

    /** False if the hub is stopping. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Submits it, or says why not. */
    private @Nullable String submit(Message message) throws JMSException, IOException {
        if (message instanceof TextMessage text) {
            String content = text.getText();
            return content == null || content.isEmpty()
                    ? "The message is empty."
                    : submit(message, content.getBytes(StandardCharsets.UTF_8));
        }
        if (!(message instanceof BytesMessage bytes)) {
            return "Only bytes and text are taken; this is " + kind(message) + ".";
        }
        long size = bytes.getBodyLength();
        if (size == 0) {
            return "The message is empty.";
        }
        if (size > mostBytes) {
            return tooLarge(size);
        }
        if (size > heldBytes) {
            return outcome(port.submit(reception(message, new byte[0]), new Body(bytes)));
        }
        byte[] body = new byte[(int) size];
        bytes.readBytes(body);
        return submit(message, body);
    }

    private @Nullable String submit(Message message, byte[] body) throws JMSException {
        return body.length > mostBytes ? tooLarge(body.length) : outcome(port.submit(reception(message, body)));
    }

    private String tooLarge(long size) {
        return "The message has " + size + " bytes, more than the " + mostBytes + " allowed (limits.maxTransmission).";
    }

    private static @Nullable String outcome(Receipt receipt) {
        return receipt instanceof Receipt.KeyReused
                ? "Its key came before with other content; give each submission a key of its own."
                : null;
    }

    private static String kind(Message message) {
        if (message instanceof jakarta.jms.ObjectMessage) {
            return "a Java object, which is never read";
        }
        return message instanceof jakarta.jms.MapMessage ? "a map" : "of another kind";
    }

    private Reception reception(Message message, byte[] body) throws JMSException {
        return new Reception(
                connection.id(),
                connection.partner(),
                "queue:" + connection.address(),
                "queue",
                key(message),
                null,
                connection.address(),
                "application/octet-stream",
                "UNKNOWN",
                Lane.INTERACTIVE,
                body);
    }

    /** The sender's key, or else the message's own name: the same at each redelivery. */
    private static @Nullable String key(Message message) throws JMSException {
        String given = text(message, QueueWords.KEY);
        if (given == null) {
            given = text(message, QueueWords.DUPLICATE_ID);
        }
        if (given == null) {
            given = message.getJMSMessageID();
        }
        if (given == null || given.length() <= LONGEST_KEY) {
            return given;
        }
        return UUID.nameUUIDFromBytes(given.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A property may be of any type; only text is a key. */
    private static @Nullable String text(Message message, String property) throws JMSException {
        return message.getObjectProperty(property) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** Sent on as it is, unread; the properties give way to the reason. */
    private void refuse(Message message, Session session, String reason) throws JMSException {
        log.warn("connection={} refused a message: {}", connection.id(), reason);
        message.clearProperties();
        message.setStringProperty(QueueWords.REASON, reason);
        message.setStringProperty(QueueWords.ADDRESS, connection.address());
        MessageProducer producer = session.createProducer(session.createQueue(QueueWords.DEAD_LETTERS));
        try {
            producer.send(message);
        } finally {
            producer.close();
        }
    }

    /** The body of a message as a stream; the broker's client fetches it piece by piece. */
    private static final class Body extends InputStream {
        private final BytesMessage message;

        Body(BytesMessage message) {
            this.message = message;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            byte[] piece = offset == 0 ? buffer : new byte[length];
            try {
                int got = message.readBytes(piece, length);
                if (got > 0 && piece != buffer) {
                    System.arraycopy(piece, 0, buffer, offset, got);
                }
                return got;
            } catch (JMSException e) {
                throw new IOException("The message breaks off: " + e.getMessage(), e);
            }
        }
    }
}
