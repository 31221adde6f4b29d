package io.lading.operations;

import jakarta.jms.ConnectionFactory;

/** Where messages queue: an embedded broker that is stopped with the hub, or an external one that is not. */
sealed interface MessageBroker extends AutoCloseable permits EmbeddedBroker, ExternalBroker {

    ConnectionFactory connectionFactory();

    /** Nothing if all is well, else a sentence. */
    String trouble();

    @Override
    void close();
}
