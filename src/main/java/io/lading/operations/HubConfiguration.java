package io.lading.operations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.lading.configuration.Settings;
import io.lading.partner.Community;
import jakarta.jms.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The beans every module stands on: clock, record's data source (migrated), broker connections. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    /** Connections beside the workers': receiving, delivering, timers, the lifeline of this node, and people's questions. */
    private static final int RESERVE = 16;

    /** Made outside of Spring while Spring itself starts. */
    record Foundations(Future<? extends DatabaseServer> database, Future<? extends MessageBroker> broker) {}

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DatabaseServer databaseServer(Foundations foundations) {
        return Hub.result(foundations.database());
    }

    @Bean
    MessageBroker messageBroker(Foundations foundations) {
        return Hub.result(foundations.broker());
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseServer server, Settings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("record");
        pool.setJdbcUrl(server.url());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(workers(settings.workers()) + RESERVE);
        pool.setMinimumIdle(2);
        pool.setAutoCommit(true);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "lading");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        try {
            HikariDataSource dataSource = new HikariDataSource(pool);
            migrate(dataSource);
            return dataSource;
        } catch (PoolInitializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartRefusedException(
                    "The database " + server + " does not answer: " + cause.getMessage()
                            + " Check database.url, its user and password, and that the server runs.",
                    e);
        }
    }

    private static int workers(Settings.Workers workers) {
        return workers.acknowledgement() + workers.interactive() + workers.bulk();
    }

    private static void migrate(HikariDataSource dataSource) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @Bean(destroyMethod = "destroy")
    ConnectionFactory connectionFactory(MessageBroker broker) {
        CachingConnectionFactory connections = new CachingConnectionFactory(broker.connectionFactory());
        connections.setSessionCacheSize(32);
        connections.setCacheConsumers(false); // listeners keep their own
        return connections;
    }

    /** Open once partner files are read, so that nobody is let in by guess. */
    @Bean
    QueueDoor queueDoor(MessageBroker broker, Settings settings, Supplier<Community> community) {
        if (settings.broker() instanceof Settings.Broker.Embedded embedded
                && embedded.acceptor().isPresent()
                && broker instanceof EmbeddedBroker own) {
            return new QueueDoor(own.open(
                    embedded.acceptor().get(), community, settings.limits().maxTransmission()));
        }
        return new QueueDoor(0);
    }

    @Bean
    Readiness readiness() {
        return new Readiness();
    }

    @Bean
    HealthCheck databaseHealth(HikariDataSource dataSource) {
        return HealthCheck.of("database", () -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(2) ? "" : "The database does not answer.";
            } catch (SQLException e) {
                return "The database does not answer: " + e.getMessage();
            }
        });
    }

    @Bean
    HealthCheck brokerHealth(MessageBroker broker) {
        return HealthCheck.of("broker", broker::trouble);
    }

    @Bean
    DiskReserve diskHealth(Settings settings) {
        return new DiskReserve(settings.data(), settings.limits().diskReserve());
    }
}
