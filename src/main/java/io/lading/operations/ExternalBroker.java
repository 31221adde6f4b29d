package io.lading.operations;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** An Artemis somebody else runs, alone or as a cluster; the client reconnects for as long as it takes. */
final class ExternalBroker implements MessageBroker {
    private final String url;
    private final ActiveMQConnectionFactory factory;

    public ExternalBroker(String url, String user, String password) {
        this.url = url;
        this.factory = new ActiveMQConnectionFactory(url, user, password);
        factory.setReconnectAttempts(-1);
        factory.setRetryInterval(500);
        factory.setRetryIntervalMultiplier(1.5);
        factory.setMaxRetryInterval(10_000);
        EmbeddedBroker.refuseObjects(factory);
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public String trouble() {
        try (Connection connection = factory.createConnection()) {
            connection.start();
            return "";
        } catch (JMSException e) {
            return "The broker " + url + " does not answer: " + e.getMessage() + ".";
        }
    }

    @Override
    public void close() {
        factory.close();
    }

    @Override
    public String toString() {
        return url; // never the password
    }
}
