package io.lading.transport.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A partner's client of the hub's broker, over TLS: for partners that are played. Used by one thread but for listeners. */
public final class QueueClient implements AutoCloseable {
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;

    private QueueClient(ActiveMQConnectionFactory factory, Connection connection) {
        this.factory = factory;
        this.connection = connection;
    }

    /**
     * How the broker is reached.
     *
     * @param trust PKCS #12 store with the certificates that it may show
     */
    public record Reach(String host, int port, Path trust, String trustPassword) {}

    public static QueueClient connect(Reach reach, String user, String password) throws IOException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://" + reach.host() + ":" + reach.port()
                + "?sslEnabled=true&trustStoreType=PKCS12&initialConnectAttempts=5&retryInterval=200&trustStorePassword="
                + reach.trustPassword() + "&trustStorePath=" + reach.trust().toAbsolutePath());
        factory.setDeserializationDenyList("*");
        try {
            Connection connection = factory.createConnection(user, password);
            connection.start();
            return new QueueClient(factory, connection);
        } catch (JMSException e) {
            factory.close();
            throw new IOException(
                    "The broker at " + reach.host() + ":" + reach.port() + " does not let " + user + " in: "
                            + e.getMessage(),
                    e);
        }
    }

    /** @param key the stable key of this submission */
    public void send(String address, byte[] body, String key) throws IOException {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(address))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            message.setStringProperty(QueueWords.KEY, key);
            producer.send(message);
        } catch (JMSException e) {
            throw new IOException("The broker did not take it into " + address + ": " + e.getMessage(), e);
        }
    }

    /** Calls with key and body of each message, on a thread of the client, until it is closed. */
    public void listen(String address, BiConsumer<String, byte[]> taker) throws IOException {
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(address));
            consumer.setMessageListener(message -> take(message, taker));
        } catch (JMSException e) {
            throw new IOException("The queue " + address + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void take(Message message, BiConsumer<String, byte[]> taker) {
        try {
            String key = message.getStringProperty(QueueWords.KEY);
            byte[] body;
            if (message instanceof TextMessage text) {
                body = text.getText().getBytes(StandardCharsets.UTF_8);
            } else {
                BytesMessage bytes = (BytesMessage) message;
                body = new byte[(int) bytes.getBodyLength()];
                bytes.readBytes(body);
            }
            taker.accept(key == null ? "" : key, body);
        } catch (JMSException e) {
            throw new IllegalStateException("A message cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            // It ends with the factory.
        }
        factory.close();
    }
}
