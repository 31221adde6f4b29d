package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.sftp.MailboxServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The partners' mailboxes. */
@Configuration(proxyBeanMethods = false)
class SftpConfiguration {

    static Path mailboxes(Path data) {
        return data.resolve("mailboxes");
    }

    @Bean(destroyMethod = "close")
    MailboxServer mailboxServer(Supplier<Community> community, SubmissionPort port, Settings settings, Clock clock) {
        Path data = settings.data();
        MailboxServer.Place place = new MailboxServer.Place(
                settings.mailboxes().bind(),
                settings.mailboxes().port(),
                mailboxes(data),
                data.resolve("spool").resolve("sftp"),
                data.resolve("sftp-host-key.pem"),
                settings.limits().maxTransmission(),
                (int) settings.limits().bulkAbove());
        return new MailboxServer(place, community, port, clock);
    }
}
