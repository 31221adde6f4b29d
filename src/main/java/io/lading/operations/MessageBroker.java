package io.lading.operations;

import jakarta.jms.ConnectionFactory;

/** Where messages queue: an embedded broker that is stopped with the hub, or an external one that is not. */
public sealed interface MessageBroker extends AutoCloseable permits EmbeddedBroker, ExternalBroker {

    /** What internal wake-ups' addresses begin with: never durable, dropped rather than paged when nobody listens. */
    String WAKE_UP_PREFIX = "lading.wake-up.";

    ConnectionFactory connectionFactory();

    /** Nothing if all is well, else a sentence. */
    String trouble();

    @Override
    void close();
}
