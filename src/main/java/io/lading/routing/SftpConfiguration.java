package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.tracking.EventRow;
import io.lading.tracking.Node;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.SubmissionPort;
import io.lading.tracking.Turns;
import io.lading.tracking.UnitOfWork;
import io.lading.transport.HeldBack;
import io.lading.transport.sftp.MailboxServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The partners' mailboxes, and the doors that fetch. */
@Configuration(proxyBeanMethods = false)
class SftpConfiguration {
    /** The kind of the events. */
    static final String REFUSED = "door.refused";

    static final String RENAMED = "file.renamed";

    private static final Logger log = LoggerFactory.getLogger(SftpConfiguration.class);

    static Path mailboxes(Path data) {
        return data.resolve("mailboxes");
    }

    @Bean(destroyMethod = "close")
    MailboxServer mailboxServer(
            Supplier<Community> community, MailboxServer.Destination destination, Settings settings, Clock clock) {
        Path data = settings.data();
        MailboxServer.Place place = new MailboxServer.Place(
                settings.mailboxes().bind(),
                settings.mailboxes().port(),
                mailboxes(data),
                data.resolve("spool").resolve("sftp"),
                data.resolve("sftp-host-key.pem"));
        MailboxServer.Limits limits = new MailboxServer.Limits(
                settings.limits().maxTransmission(), settings.mailboxes().unfinished(), (int)
                        settings.limits().bulkAbove());
        return new MailboxServer(place, limits, community, destination, clock);
    }

    /** What came under another name stays in the record as it came; that it is called otherwise now is an event of it. */
    @Bean
    MailboxServer.Destination mailboxDestination(
            SubmissionPort port, HeldBack heldBack, DataSource dataSource, Node node, Clock clock) {
        return new MailboxServer.Destination(
                port,
                (connection, transmission, from, to) -> {
                    try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                        String words = connection + " renamed " + from + " to " + to;
                        unit.add(new EventRow(
                                node.ids().next(), RENAMED, connection, transmission, null, words, clock.instant()));
                        unit.commit();
                    }
                },
                heldBack);
    }

    /** What is set aside for a person is an event of the record too, so that it is found after the log is gone. */
    @Bean
    HeldBack heldBack(DataSource dataSource, Node node, Clock clock) {
        return new HeldBack(clock, item -> {
            try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
                String words = item.connection() + " refused " + item.sentence();
                unit.add(new EventRow(
                        node.ids().next(), REFUSED, item.connection(), null, null, words, clock.instant()));
                unit.commit();
            } catch (RecordFailure e) {
                log.debug("connection={} could not note what it refused: {}", item.connection(), e.getMessage());
            }
        });
    }

    @Bean
    Sources sources(
            ConnectionRoutes.Reach reach,
            Sinks sinks,
            SubmissionPort port,
            HeldBack heldBack,
            Turns turns,
            Clock clock) {
        return new Sources(reach, sinks, port, heldBack, turns, clock);
    }

    @Bean
    Turns turns(DataSource dataSource, Node node) {
        return new Turns(dataSource, node);
    }
}
