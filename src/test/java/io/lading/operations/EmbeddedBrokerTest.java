package io.lading.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerTest {
    private static final String DOOR = "orders-in";

    @TempDir
    Path folder;

    @Test
    void syncsItsJournalLimitsItsDiskAndLetsNobodyInFromOutside() {
        Configuration configuration = EmbeddedBroker.configuration(folder, 0);

        assertThat(configuration.isJournalSyncTransactional()).isTrue();
        assertThat(configuration.isJournalSyncNonTransactional()).isTrue();
        assertThat(configuration.isJournalDatasync()).isTrue();
        assertThat(configuration.isPersistenceEnabled()).isTrue();
        assertThat(configuration.getMaxDiskUsage()).isEqualTo(90);
        assertThat(configuration.getAddressSettings())
                .allSatisfy((address, settings) ->
                        assertThat(settings.getDeadLetterAddress().toString()).isEqualTo(EmbeddedBroker.DEAD_LETTERS));
        assertThat(configuration.getAcceptorConfigurations()).singleElement().satisfies(acceptor -> assertThat(
                        acceptor.getFactoryClassName())
                .isEqualTo(InVMAcceptorFactory.class.getName()));
        assertThat(configuration.getDiscoveryGroupConfigurations()).isEmpty();
        assertThat(configuration.getClusterConfigurations()).isEmpty();
    }

    @Test
    void hasNoOpenWireThatWouldInstantiateWhatASenderNames() {
        assertThat(getClass()
                        .getResource(
                                "/org/apache/activemq/artemis/core/protocol/openwire/OpenWireProtocolManager.class"))
                .isNull();
    }

    @Test
    void keepsADoorsMessagesOverAStopAndLosesThemWithItsFolder() throws Exception {
        try (DataFolder data = DataFolder.claim(folder)) {
            try (EmbeddedBroker broker = EmbeddedBroker.start(data, Clock.systemUTC())) {
                send(broker, "kept");
            }
            try (EmbeddedBroker broker = EmbeddedBroker.start(data, Clock.systemUTC())) {
                assertThat(receive(broker)).isEqualTo("kept");
                send(broker, "lost");
            }
            PostgresBinaries.deleteTree(data.broker());

            try (EmbeddedBroker broker = EmbeddedBroker.start(data, Clock.systemUTC())) {
                assertThat(broker.trouble()).isEmpty();
                assertThat(receive(broker)).isEmpty();
                send(broker, "after");
                assertThat(receive(broker)).isEqualTo("after");
            }
        }
    }

    private static void send(EmbeddedBroker broker, String text) {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT).send(context.createQueue(DOOR), text);
        }
    }

    private static String receive(EmbeddedBroker broker) {
        try (JMSContext context = broker.connectionFactory().createContext();
                var consumer = context.createConsumer(context.createQueue(DOOR))) {
            String text = consumer.receiveBody(String.class, 500);
            return text == null ? "" : text;
        }
    }
}
