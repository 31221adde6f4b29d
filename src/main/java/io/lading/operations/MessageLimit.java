package io.lading.operations;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** Refuses, while the sender still listens, what no door would take in. */
record MessageLimit(long mostBytes) implements ActiveMQServerPlugin {

    @Override
    public void beforeSend(
            ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreate)
            throws ActiveMQException {
        long size = message instanceof LargeServerMessage large
                ? large.getLargeBody().getBodySize()
                : message.getWholeMessageSize();
        if (size > mostBytes) {
            throw new ActiveMQException(
                    "The message has " + size + " bytes, more than the " + mostBytes + " allowed.",
                    ActiveMQExceptionType.ILLEGAL_STATE);
        }
    }
}
