package io.lading.operations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.lading.configuration.Settings;
import io.lading.mapping.registry.MapRegistry;
import io.lading.partner.Community;
import io.lading.tracking.BusinessClock;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.ChangedPayloads;
import io.lading.tracking.Lifelines;
import io.lading.tracking.Node;
import io.lading.tracking.PartnersInForce;
import io.lading.tracking.audit.Sealer;
import io.lading.tracking.audit.TableOwner;
import io.lading.tracking.measure.Backlog;
import io.lading.transport.HeldBack;
import io.lading.yaml.Problems.Problem;
import jakarta.jms.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The beans every module stands on: clock, record's data source (migrated), broker connections. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {
    private static final Logger log = LoggerFactory.getLogger(HubConfiguration.class);

    /** Problems that one sentence of health names. */
    private static final int MOST_LISTED = 5;

    /** Connections beside the workers': receiving, delivering, timers, the lifeline of this node, and people's questions. */
    private static final int RESERVE = 16;

    /** Longer, and another hub may take this one for dead while it waits for an answer. */
    private static final int LIFELINE_SECONDS = 3;

    /** Made outside of Spring while Spring itself starts. */
    record Foundations(Future<? extends DatabaseServer> database, Future<? extends MessageBroker> broker) {}

    /** The only clock but the database's own: see {@link BusinessClock}. The process's is read to tell how far it is off. */
    @Bean
    BusinessClock clock(ObjectProvider<HikariDataSource> dataSource) {
        return new BusinessClock(dataSource::getObject, Clock.systemUTC());
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
        try {
            log.info("Starting: tables are brought to this version");
            RecordSchema.prepare(server.url(), server.owner(), server.runtime());
            log.info("Starting: partner files, maps and doors are read");
            return new HikariDataSource(pool(server, settings));
        } catch (PoolInitializationException e) {
            throw unreachable(server, e.getCause() == null ? e : e.getCause());
        } catch (SQLException e) {
            throw unreachable(server, e);
        }
    }

    private static HikariConfig pool(DatabaseServer server, Settings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("record");
        pool.setJdbcUrl(server.url());
        pool.setUsername(server.runtime().user());
        pool.setPassword(server.runtime().password());
        pool.setMaximumPoolSize(workers(settings.workers()) + RESERVE);
        pool.setMinimumIdle(2);
        pool.setAutoCommit(true);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "lading");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }

    private static StartRefusedException unreachable(DatabaseServer server, Throwable cause) {
        return new StartRefusedException(
                "The database " + server + " does not answer: " + cause.getMessage()
                        + " Check database.url, the users and passwords, and that the server runs.",
                cause);
    }

    /** A connection that nothing else uses, and that notices within seconds when the server is gone. */
    @Bean
    Lifelines lifelines(DatabaseServer server, Settings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url());
        source.setUser(server.runtime().user());
        source.setPassword(server.runtime().password());
        source.setApplicationName("lading lifeline");
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(LIFELINE_SECONDS);
        source.setLoginTimeout(LIFELINE_SECONDS);
        source.setSocketTimeout(LIFELINE_SECONDS);
        return server instanceof EmbeddedDatabase
                ? Lifelines.alone(source)
                : Lifelines.shared(source).remembering(DataFolder.lifeFile(settings.data()));
    }

    /** Not the readiness of the database: that may answer while this hub's place among the others is lost. */
    @Bean
    HealthCheck nodeHealth(ObjectProvider<Node> node) {
        return HealthCheck.of(
                "node", () -> node.stream().findFirst().map(Node::trouble).orElse(""));
    }

    private static int workers(Settings.Workers workers) {
        return workers.acknowledgement() + workers.interactive() + workers.bulk();
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
    HubHealth hubHealth(
            List<HealthCheck> checks,
            List<HealthNote> notes,
            ObjectProvider<CertificateWatch> certificates,
            ObjectProvider<HeldBack> heldBack,
            ObjectProvider<Backlog> backlog) {
        return new HubHealth(checks, notes, certificates, heldBack, backlog);
    }

    /** A broken partner file is left out at the start, and the others serve; somebody has to be told. */
    @Bean
    HealthNote partnersHealth(PartnersInForce partners) {
        return HealthNote.attention(
                "partners",
                () -> listed(
                        partners.problems(), "not in force as applied; correct it and run ./lading partner apply"));
    }

    /** Hub and database by different clocks: what is late or due is judged by the database's. */
    @Bean
    HealthNote clockHealth(BusinessClock clock) {
        return new HealthNote(
                "clock", () -> clock.differenceInWords().orElse(HealthNote.UP), () -> clock.differenceInWords()
                        .map(
                                words ->
                                        "The clocks of this machine and of the database differ; let both follow one time server.")
                        .orElse(""));
    }

    @Bean
    HealthNote payloadsHealth(ObjectProvider<ChangedPayloads> payloads) {
        return new HealthNote(
                "payloads",
                () -> changed(payloads) == 0 ? HealthNote.UP : changed(payloads) + " CHANGED",
                () -> changed(payloads) == 0
                        ? ""
                        : "Stored bytes are not as they were written, and are not delivered; the log names them. Restore"
                                + " them from a backup.");
    }

    private static int changed(ObjectProvider<ChangedPayloads> payloads) {
        ChangedPayloads found = payloads.getIfAvailable();
        return found == null ? 0 : found.count();
    }

    @Bean
    HealthNote mapsHealth(MapRegistry maps) {
        return HealthNote.attention(
                "maps", () -> listed(maps.problems(), "not as the files say; a corrected file is taken by itself"));
    }

    private static String listed(List<Problem> problems, String what) {
        if (problems.isEmpty()) {
            return "";
        }
        String more = problems.size() > MOST_LISTED ? " (and " + (problems.size() - MOST_LISTED) + " more)" : "";
        return problems.stream().limit(MOST_LISTED).map(Problem::toString).collect(Collectors.joining("; ")) + more
                + ": " + what + ".";
    }

    @Bean
    HealthCheck databaseHealth(HikariDataSource dataSource, DatabaseServer server) {
        return HealthCheck.of("database", () -> {
            if (!server.trouble().isEmpty()) {
                return server.trouble(); // at once, without waiting for a connection
            }
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(2) ? "" : "The database does not answer.";
            } catch (SQLException e) {
                return "The database does not answer: " + e.getMessage();
            }
        });
    }

    /** Looked at once: rights change with the server's settings, and those with a restart. */
    @Bean
    HealthNote databaseRoles(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String weakness = RecordSchema.weakness(connection);
            if (!weakness.isEmpty()) {
                log.warn("{}", weakness);
            }
            String word = weakness.isEmpty() ? HealthNote.UP : "ONE ROLE, SEE docs/guide/database.md";
            return new HealthNote("roles", () -> word, () -> weakness);
        }
    }

    /** What retention works by; nothing that serves requests has it. */
    @Bean
    TableOwner tableOwner(DatabaseServer server, HikariDataSource migrated) {
        return new TableOwner(RecordSchema.plain(server.url(), server.owner().orElse(server.runtime())));
    }

    @Bean
    HealthNote auditHealth(ObjectProvider<Sealer> sealer) {
        return new HealthNote(
                "audit",
                () -> Optional.ofNullable(sealer.getIfAvailable())
                        .filter(one -> !one.trouble().isEmpty())
                        .map(one -> "NOT AS IT WAS SEALED, RUN lading audit verify")
                        .orElse(HealthNote.UP),
                () -> Optional.ofNullable(sealer.getIfAvailable())
                        .map(Sealer::trouble)
                        .orElse(""));
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
