package io.lading.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.api.ApiConfiguration;
import io.lading.cli.simulate.KeyPairFile;
import io.lading.operations.Hub;
import io.lading.operations.HubProcess;
import io.lading.operations.QueueDoor;
import io.lading.operations.TestDatabase;
import io.lading.operations.TestSettings;
import io.lading.routing.ConnectionTests;
import io.lading.security.PasswordHash;
import io.lading.transport.ProbeStep;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queues as a partner's JMS client meets them, over TLS. */
@Timeout(120)
@Tag("long")
class QueueTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String IN = "lading.in.globex.orders";
    private static final String OUT = "lading.out.globex.answers";
    private static final int BULK = 64 * 1024;
    private static final AtomicBoolean GADGET_RAN = new AtomicBoolean();

    @TempDir
    static Path folder;

    private static TestDatabase record;
    private static Hub hub;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        KeyPairFile identity = KeyPairFile.make("broker", Clock.systemUTC());
        identity.writeCertificate(folder);
        identity.writeKey(folder);
        identity.writeTrust(folder, "trusted");
        KeyPairFile.make("stranger", Clock.systemUTC()).writeTrust(folder, "trusted");
        partners(folder.resolve("partners"));
        record = TestDatabase.fresh();
        hub = Hub.start(
                TestSettings.in(
                        folder.resolve("data"),
                        record.environment(),
                        "folders.partners=" + folder.resolve("partners"),
                        "broker.acceptor.certificate=" + folder.resolve("broker.pem"),
                        "broker.acceptor.key=file:" + folder.resolve("broker.key"),
                        "broker.acceptor.port=0",
                        "limits.bulkAbove=64KB",
                        "limits.maxTransmission=1MB"),
                ApiConfiguration.class);
        port = hub.part(QueueDoor.class).port();
    }

    private static void partners(Path partners) throws IOException {
        Files.createDirectories(partners);
        Files.writeString(partners.resolve("self.yaml"), """
                partner: us
                own: true
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ACME } ]
                """);
        String hash =
                PasswordHash.of(PASSWORD.toCharArray(), new SecureRandom()).text();
        Files.writeString(partners.resolve("globex.yaml"), """
                partner: globex
                identifiers: [ { scheme: x12, qualifier: ZZ, id: ERP } ]
                connections:
                  orders: { door: queue, direction: in, user: globex, password: "%s" }
                  answers: { door: queue, direction: out }
                  documents: { door: queue, direction: out, body: text }
                acknowledge: { functional: 997, through: answers }
                agreements:
                  - { receives: Order, as: x12/004010/850, through: orders, deliver: [ globex ] }
                  - { sends: Order, as: json, through: documents }
                """.formatted(hash));
        Files.writeString(partners.resolve("initech.yaml"), """
                partner: initech
                identifiers: [ { scheme: x12, qualifier: ZZ, id: INITECH } ]
                connections:
                  orders: { door: queue, direction: in, user: initech, password: "%s" }
                """.formatted(hash));
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
            record.close();
        }
    }

    @Test
    void aQueueIsLookedIntoAndNothingIsTaken() {
        hub.part(ConnectionTests.class)
                .test("initech", Optional.empty(), Optional.empty())
                .forEach(tested -> assertThat(tested.steps())
                        .extracting(step -> step.name() + " " + step.result())
                        .startsWith("broker OK", "queue OK")
                        .endsWith("door OK"));
        List<ProbeStep> steps = hub.part(ConnectionTests.class)
                .test("initech", Optional.of("orders"), Optional.empty())
                .get(0)
                .steps();
        assertThat(steps.get(0).sentence()).isEqualTo("The hub's own broker answers and lets the hub in.");
        assertThat(steps.get(1).sentence())
                .isEqualTo("lading.in.initech.orders is empty; what is sent there is taken at once.");
        assertThat(steps.get(steps.size() - 1).sentence())
                .contains("by TLS; initech may send to lading.in.initech.orders.");
    }

    @Test
    void anOrderPutIntoAQueueIsAcknowledgedAndDeliveredIntoQueues() throws Exception {
        try (JMSContext context = client("globex", PASSWORD)) {
            context.createProducer().send(context.createQueue(IN), As2Hubs.order("PO-Q1"));

            Message answer = receive(context, OUT);
            assertThat(content(answer)).contains("ST*997*", "AK5*A");
            assertThat(answer.getStringProperty("LadingKey")).isNotEmpty();
            assertThat(answer.getStringProperty("LadingDocument")).isNull();
            Message document = receive(context, "lading.out.globex.documents");
            assertThat(document.getBody(String.class)).contains("PO-Q1");
            assertThat(document.getJMSType()).isEqualTo("Order");
            assertThat(document.getStringProperty("LadingNumber")).isEqualTo("PO-Q1");
            assertThat(document.getJMSCorrelationID()).isEqualTo(document.getStringProperty("LadingKey"));
        }
    }

    @Test
    void theSameKeyIsTakenInOnceAndWithOtherContentRefused() throws Exception {
        String key = "key-" + System.nanoTime();
        try (JMSContext context = client("globex", PASSWORD)) {
            for (String order : List.of("PO-Q2", "PO-Q2", "PO-Q2-OTHER")) {
                context.createProducer()
                        .setProperty("LadingKey", key)
                        .send(context.createQueue(IN), bytes(As2Hubs.order(order)));
            }

            assertThat(refused()).contains("Its key came before with other content");
            assertThat(As2Hubs.texts(record, "select state from transmission where transport_id = '" + key + "'"))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsTooLargeToHoldIsStoredAsItIsRead() throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.length() < 6 * BULK) {
            text.append(As2Hubs.order("PO-QBIG" + text.length()));
        }
        try (JMSContext context = client("globex", PASSWORD)) {
            context.createProducer()
                    .setProperty("LadingKey", "big")
                    .send(context.createQueue(IN), bytes(text.toString()));
        }

        As2Hubs.await("the large message", () -> As2Hubs.texts(
                        record, "select size::text from transmission where transport_id = 'big'")
                .equals(List.of("" + text.length())));
    }

    @Test
    void tooLargeAMessageIsRefusedWhileItsSenderStillListens() {
        try (JMSContext context = client("globex", PASSWORD)) {
            byte[] large = new byte[2 << 20];
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue(IN), large))
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("more than the 1048576 allowed");
        }
    }

    @Test
    void aJavaObjectIsRefusedUnread() throws Exception {
        try (JMSContext context = client("globex", PASSWORD)) {
            ObjectMessage message = context.createObjectMessage(new Gadget());
            context.createProducer().send(context.createQueue(IN), message);
        }

        assertThat(refused()).contains("a Java object, which is never read");
        assertThat(GADGET_RAN).isFalse();
    }

    @Test
    void noPropertySteersTheHub() {
        try (JMSContext context = client("globex", PASSWORD)) {
            Path written = folder.resolve("stolen.txt");
            context.createProducer()
                    .setProperty("CamelFileName", written.toString())
                    .setProperty("CAmelHttpUri", "http://localhost:1/")
                    .setProperty("CamelJmsDestinationName", "lading.out.initech.answers")
                    .setProperty("LadingKey", "steering")
                    .setJMSReplyTo(context.createQueue("lading.in.initech.orders"))
                    .send(context.createQueue(IN), As2Hubs.order("PO-Q3"));

            As2Hubs.await("the order", () -> As2Hubs.texts(
                            record, "select connection from transmission where transport_id = 'steering'")
                    .equals(List.of("globex/orders")));
            assertThat(written).doesNotExist();
            assertThat(As2Hubs.texts(record, "select id::text from transmission where partner = 'initech'"))
                    .isEmpty();
        }
    }

    @Test
    void aUserReachesItsOwnPartnersQueuesAndNoOther() {
        try (JMSContext context = client("globex", PASSWORD)) {
            for (String address :
                    List.of("lading.in.initech.orders", "lading.dead-letters", "lading.wake-up.process.bulk", "new")) {
                assertThatThrownBy(() -> context.createProducer().send(context.createQueue(address), "x"))
                        .as(address)
                        .isInstanceOf(JMSRuntimeException.class);
            }
            for (String address :
                    List.of(IN, "lading.dead-letters", "activemq.management", "lading.in.initech.orders")) {
                assertThatThrownBy(() -> context.createConsumer(context.createQueue(address)))
                        .as(address)
                        .isInstanceOf(JMSRuntimeException.class);
            }
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue(OUT), "x"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    void nobodyComesInWithoutPasswordOrByAnotherCertificate() {
        assertThatThrownBy(() -> client("globex", "wrong")).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> client("nobody", PASSWORD)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> client("lading hub", "")).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> factory(port, "stranger-trust.p12").createContext("globex", PASSWORD))
                .isInstanceOf(JMSRuntimeException.class);
        try (ActiveMQConnectionFactory plain = new ActiveMQConnectionFactory(
                "tcp://localhost:" + port + "?callTimeout=2000&initialConnectAttempts=1")) {
            assertThatThrownBy(() -> plain.createContext("globex", PASSWORD)).isInstanceOf(JMSRuntimeException.class);
        }
    }

    /** The record has it, the queue still does: the second delivery must have no second effect. */
    @Test
    void aCrashBetweenBothCommitsTakesTheMessageInOnce() throws Exception {
        int free = As2Hubs.freePort();
        Path data = folder.resolve("crashing");
        String[] arguments = {
            "--set", "folders.partners=" + folder.resolve("partners"),
            "--set", "broker.acceptor.certificate=" + folder.resolve("broker.pem"),
            "--set", "broker.acceptor.key=file:" + folder.resolve("broker.key"),
            "--set", "broker.acceptor.port=" + free
        };
        try (TestDatabase other = TestDatabase.fresh()) {
            Map<String, String> environment = new java.util.HashMap<>(other.environment());
            environment.put("LADING_CRASH_AT", "after-receive");
            try (HubProcess crashing = HubProcess.start(data, environment, arguments)) {
                try (JMSContext context = factory(free, "broker-trust.p12").createContext("globex", PASSWORD)) {
                    context.createProducer().send(context.createQueue(IN), As2Hubs.order("PO-QC"));
                }
                assertThat(crashing.awaitEnd(30)).isTrue();
            }
            assertThat(As2Hubs.texts(other, "select id::text from transmission where direction = 'IN'"))
                    .hasSize(1);
            try (HubProcess again = HubProcess.start(data, other.environment(), arguments);
                    JMSContext context = factory(free, "broker-trust.p12").createContext("globex", PASSWORD)) {
                assertThat(content(receive(context, OUT))).contains("ST*997*");
                context.createProducer().send(context.createQueue(IN), As2Hubs.order("PO-QD"));
                assertThat(content(receive(context, OUT))).contains("ST*997*");
                assertThat(As2Hubs.texts(other, "select id::text from transmission where direction = 'IN'"))
                        .as(again.output())
                        .hasSize(2);
            }
        }
    }

    /** What would run if somebody read the object. */
    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(java.io.ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            GADGET_RAN.set(true);
        }
    }

    private static JMSContext client(String user, String password) {
        return factory(port, "broker-trust.p12").createContext(user, password);
    }

    private static ConnectionFactory factory(int port, String trust) {
        return new ActiveMQConnectionFactory("tcp://localhost:" + port
                + "?sslEnabled=true&trustStoreType=PKCS12&trustStorePassword=trusted&trustStorePath="
                + folder.resolve(trust) + "&initialConnectAttempts=1&callTimeout=10000");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Message receive(JMSContext context, String address) {
        try (var consumer = context.createConsumer(context.createQueue(address))) {
            Message message = consumer.receive(20_000);
            assertThat(message).as(address).isNotNull();
            return message;
        }
    }

    private static String content(Message message) throws jakarta.jms.JMSException {
        BytesMessage bytes = (BytesMessage) message;
        byte[] body = new byte[(int) bytes.getBodyLength()];
        bytes.readBytes(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What was said about the next message among the dead letters. */
    private static String refused() throws jakarta.jms.JMSException {
        try (JMSContext context = hub.part(ConnectionFactory.class).createContext();
                var consumer = context.createConsumer(context.createQueue("lading.dead-letters"))) {
            Message message = consumer.receive(20_000);
            return message == null ? "" : message.getStringProperty("LadingReason");
        }
    }
}
