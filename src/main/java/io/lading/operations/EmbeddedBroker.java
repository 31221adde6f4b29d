package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.routing.CamelConfiguration;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;
import org.jspecify.annotations.Nullable;

/**
 * Artemis inside the hub's process, reachable from outside only through a {@link BrokerDoor}. The database is the record: this broker's folder may be
 * deleted while the hub is down without loss, and comes back empty.
 */
final class EmbeddedBroker implements MessageBroker {
    static final String DEAD_LETTERS = "lading.dead-letters";
    static final String EXPIRED = "lading.expired";
    private static final int DISK_LIMIT_PERCENT = 90;
    /** How long the broker trusts its last answer about a user. */
    private static final long ACCOUNTS_HOLD_MILLIS = 2_000;

    private static final long MEGABYTE = 1024 * 1024;
    /** In-VM acceptors of one process are told apart by number. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ActiveMQServer server;
    private final ActiveMQConnectionFactory factory;
    private final BrokerUsers users;
    private final Path folder;
    private @Nullable BrokerDoor door;

    private EmbeddedBroker(ActiveMQServer server, ActiveMQConnectionFactory factory, BrokerUsers users, Path folder) {
        this.server = server;
        this.factory = factory;
        this.users = users;
        this.folder = folder;
    }

    /** Starts a broker that keeps its journal below the data folder. */
    public static EmbeddedBroker start(DataFolder data, Clock clock) {
        int number = NUMBERS.getAndIncrement();
        BrokerUsers users = new BrokerUsers(clock);
        ActiveMQServer server = new ActiveMQServerImpl(configuration(data.broker(), number), users);
        try {
            server.start();
        } catch (Exception e) {
            throw new StartRefusedException(
                    "The embedded broker in " + data.broker() + " does not start: " + e.getMessage()
                            + ". Its folder may be deleted while the hub is down: everything in it is rebuilt from the"
                            + " database.",
                    e);
        }
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory("vm://" + number, users.user(), users.password());
        refuseObjects(factory);
        return new EmbeddedBroker(server, factory, users, data.broker());
    }

    /**
     * Lets partners in by the network; before this and without it nothing outside the process can connect.
     *
     * @return the port that it listens on
     */
    int open(Settings.Broker.Acceptor acceptor, Supplier<Community> community, long mostBytes) {
        server.registerBrokerPlugin(new MessageLimit(mostBytes));
        users.admit(community);
        BrokerDoor opened = BrokerDoor.open(server, acceptor, folder);
        door = opened;
        return opened.port();
    }

    /** Java objects in messages are a way in for attackers and never used here. */
    static void refuseObjects(ActiveMQConnectionFactory factory) {
        factory.setDeserializationDenyList("*");
    }

    static Configuration configuration(Path folder, int number) {
        boolean asynchronous = LibaioContext.isLoaded();
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("lading");
        configuration.setPersistenceEnabled(true);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        // Artemis would fall back to this by itself, but only by a line in its log, when libaio is not there.
        configuration.setJournalType(asynchronous ? JournalType.ASYNCIO : JournalType.NIO);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalDatasync(true);
        configuration.setJournalFileSize((int) (4 * MEGABYTE));
        configuration.setMaxDiskUsage(DISK_LIMIT_PERCENT);
        configuration.setGlobalMaxSize(64 * MEGABYTE);
        configuration.setSecurityEnabled(true);
        configuration.setSecurityInvalidationInterval(ACCOUNTS_HOLD_MILLIS);
        configuration.setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration(
                new TransportConfiguration(InVMAcceptorFactory.class.getName(), Map.of("serverId", number), "in-vm"));
        configuration.addAddressSetting("#", doors());
        configuration.addAddressSetting(CamelConfiguration.WAKE_UP_PREFIX + "#", wakeUps());
        return configuration;
    }

    private static AddressSettings doors() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                .setAutoCreateDeadLetterResources(true)
                .setExpiryAddress(SimpleString.of(EXPIRED))
                .setAutoCreateExpiryResources(true)
                .setMaxDeliveryAttempts(
                        -1) // what the record cannot take now it takes later; the refused are moved by us
                .setRedeliveryDelay(1_000)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(30_000)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(16 * MEGABYTE);
    }

    /** A lost wake-up is repaired by the sweep a second later; a queue of old ones would help nobody. */
    private static AddressSettings wakeUps() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                .setExpiryAddress(SimpleString.of(EXPIRED))
                .setMaxDeliveryAttempts(1)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                .setMaxSizeBytes(4 * MEGABYTE);
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public String trouble() {
        return server.isActive() ? "" : "The embedded broker is not active.";
    }

    @Override
    public void close() {
        factory.close();
        try {
            if (door != null) {
                door.close();
            }
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The embedded broker did not stop: " + e.getMessage() + ".", e);
        }
    }
}
