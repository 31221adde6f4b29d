package io.lading.transport.queue;

import io.lading.partner.Connection;
import io.lading.tracking.Outcome;
import io.lading.transport.Outbound;
import io.lading.transport.Sent;
import io.lading.transport.Sink;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts transmissions into a durable queue. The stable key is the message's duplicate id, so the broker itself drops a
 * repeat it remembers; properties are a fixed few, none of them from the content's sender. Shared between threads.
 */
public final class QueueSink implements Sink {
    private final ConnectionFactory connections;
    private final String address;
    private final boolean text;

    public QueueSink(ConnectionFactory connections, Connection connection) {
        this.connections = connections;
        this.address = connection.address();
        this.text = connection.setting("body").orElse("bytes").equals("text");
    }

    @Override
    public List<Sent> send(List<Outbound> transmissions) {
        List<Sent> sent = new ArrayList<>();
        try (jakarta.jms.Connection broker = connections.createConnection();
                Session session = broker.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(address))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (Outbound outbound : transmissions) {
                Message message = message(session, outbound);
                producer.send(message); // returns when the broker's journal is on the disk
                sent.add(Sent.delivered(outbound.transmissionId(), "Put into the queue " + address + "."));
            }
        } catch (JMSException e) {
            String why = "The broker did not take it into " + address + ": " + e.getMessage();
            for (Outbound outbound : transmissions.subList(sent.size(), transmissions.size())) {
                sent.add(Sent.failed(outbound.transmissionId(), Outcome.TRANSIENT, why));
            }
        }
        return sent;
    }

    private Message message(Session session, Outbound outbound) throws JMSException {
        Message message = text
                ? session.createTextMessage(new String(outbound.body(), StandardCharsets.UTF_8))
                : bytes(session, outbound.body());
        message.setStringProperty(QueueWords.DUPLICATE_ID, outbound.key());
        message.setStringProperty(QueueWords.KEY, outbound.key());
        message.setStringProperty(QueueWords.MEDIA_TYPE, outbound.mediaType());
        message.setJMSCorrelationID(outbound.key());
        if (outbound.about().isPresent()) {
            message.setJMSType(outbound.about().get().document());
            message.setStringProperty(
                    QueueWords.DOCUMENT, outbound.about().get().document());
            message.setStringProperty(QueueWords.NUMBER, outbound.about().get().number());
        }
        return message;
    }

    private static BytesMessage bytes(Session session, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }
}
