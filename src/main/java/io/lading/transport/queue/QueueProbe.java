package io.lading.transport.queue;

import io.lading.partner.Connection;
import io.lading.partner.Direction;
import io.lading.partner.Door;
import io.lading.partner.Login;
import io.lading.transport.Probe;
import io.lading.transport.ProbeSteps;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.Optional;

/** Tries queues: the broker, what waits in the queue, what was refused of it, and who may come from outside. Takes nothing. */
public final class QueueProbe implements Probe {
    private static final int MOST = 1000;

    private final ConnectionFactory connections;
    private final String broker;
    private final boolean own;
    private final Optional<String> door;

    /**
     * Tries queues of one broker.
     *
     * @param broker what it is called
     * @param own true if it is the hub's own
     * @param door where the own one is reached from outside; empty if it is closed
     */
    public QueueProbe(ConnectionFactory connections, String broker, boolean own, Optional<String> door) {
        this.connections = connections;
        this.broker = broker;
        this.own = own;
        this.door = door;
    }

    @Override
    public boolean serves(Door served) {
        return served.equals(Door.QUEUE_IN) || served.equals(Door.QUEUE_OUT);
    }

    @Override
    public void run(Connection connection, ProbeSteps steps) {
        if (!steps.run("broker", "", this::answers)) {
            return;
        }
        steps.run("queue", "", () -> waiting(connection));
        refused(connection, steps);
        if (own) {
            outside(connection, steps);
        }
    }

    private String answers() throws ProbeSteps.Failure {
        try (jakarta.jms.Connection client = connections.createConnection();
                Session session = client.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createTemporaryQueue().delete(); // the broker itself must answer, not only its socket
            return broker + " answers and lets the hub in.";
        } catch (JMSException e) {
            throw new ProbeSteps.Failure(
                    broker + " does not answer: " + e.getMessage() + ".",
                    own
                            ? "The hub's log says why."
                            : "Check broker.url, its user and password, and that the broker runs.");
        }
    }

    private String waiting(Connection connection) throws ProbeSteps.Failure {
        int waiting = count(connection.address(), Optional.empty());
        String words = waiting == 0 ? "is empty" : "holds " + counted(waiting);
        if (connection.direction() == Direction.OUT) {
            return connection.address() + " " + words + (waiting == 0 ? "." : " that nobody has read yet.");
        }
        return connection.address() + " " + words + "; what is sent there is taken at once.";
    }

    private void refused(Connection connection, ProbeSteps steps) {
        if (connection.direction() == Direction.OUT) {
            return;
        }
        try {
            int refused = count(
                    QueueWords.DEAD_LETTERS,
                    Optional.of(
                            QueueWords.ADDRESS + " = '" + connection.address().replace("'", "''") + "'"));
            if (refused > 0) {
                steps.warn(
                        "refused",
                        QueueWords.DEAD_LETTERS + " holds " + counted(refused) + " that could not be taken from here.",
                        "Their property " + QueueWords.REASON
                                + " says why; the sender must send them again, put right.");
            }
        } catch (ProbeSteps.Failure e) {
            steps.fail("refused", String.valueOf(e.getMessage()), "");
        }
    }

    private static String counted(int messages) {
        String number = messages >= MOST ? "at least " + MOST : "" + messages;
        return number + (messages == 1 ? " message" : " messages");
    }

    private void outside(Connection connection, ProbeSteps steps) {
        Optional<String> user = connection.login().map(Login::user);
        if (door.isEmpty()) {
            steps.warn(
                    "door",
                    "The hub's broker is closed: nothing outside the hub's process reaches this queue.",
                    "Give it a certificate by broker.acceptor.certificate and .key in lading.yaml, and start the hub again.");
        } else if (user.isEmpty() && connection.direction() == Direction.IN) {
            steps.warn(
                    "user",
                    "The broker listens at " + door.get() + ", but nobody may send to this queue.",
                    "Give the connection a 'user' and the hash of its password: ./lading hash-password.");
        } else {
            steps.ok(
                    "door",
                    "The broker listens at " + door.get() + ", by TLS; "
                            + user.map(name -> name + " may send to " + connection.address() + ".")
                                    .orElse("the partner's users may read " + connection.address() + "."));
        }
    }

    private int count(String address, Optional<String> selector) throws ProbeSteps.Failure {
        try (jakarta.jms.Connection client = connections.createConnection();
                Session session = client.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(address), selector.orElse(null))) {
            client.start();
            @SuppressWarnings("unchecked") // the interface is older than generics
            Enumeration<Message> messages = browser.getEnumeration();
            int count = 0;
            while (count < MOST && messages.hasMoreElements()) {
                messages.nextElement();
                count++;
            }
            return count;
        } catch (JMSException e) {
            throw new ProbeSteps.Failure(
                    "The broker does not show " + address + ": " + e.getMessage() + ".",
                    own ? "The hub's log says why." : "Give the hub's user the rights for lading.# there.");
        }
    }
}
