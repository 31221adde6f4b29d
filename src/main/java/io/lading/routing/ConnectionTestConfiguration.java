package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.security.OutboundPolicy;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.as2.As2Probe;
import io.lading.transport.folder.FolderProbe;
import io.lading.transport.http.HttpProbe;
import io.lading.transport.sftp.MailboxProbe;
import io.lading.transport.sftp.MailboxServer;
import io.lading.transport.sftp.SftpProbe;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What tries connections, one probe for each transport, and what tells a partner how to reach us. */
@Configuration(proxyBeanMethods = false)
class ConnectionTestConfiguration {

    @Bean
    NetworkProbe networkProbe(Settings settings, Clock clock) {
        return new NetworkProbe(
                OutboundPolicy.allowing(settings.delivery().allowTargets()),
                settings.delivery().connectTimeout(),
                clock);
    }

    @Bean
    Probe folderProbe(Settings settings) {
        return new FolderProbe(settings.data());
    }

    @Bean
    Probe httpProbe(NetworkProbe network, Clock clock) {
        return new HttpProbe(network, clock);
    }

    @Bean
    Probe as2Probe(Supplier<Community> community, NetworkProbe network, Clock clock) {
        return new As2Probe(community, network, clock);
    }

    @Bean
    Probe sftpProbe(NetworkProbe network, Sinks sinks) {
        return new SftpProbe(network, sinks::remote);
    }

    @Bean
    Probe mailboxProbe(MailboxServer server, Settings settings) {
        return new MailboxProbe(server, SftpConfiguration.mailboxes(settings.data()));
    }

    @Bean
    ConnectionTests connectionTests(Supplier<Community> community, List<Probe> probes, Sinks sinks) {
        return new ConnectionTests(community, probes, sinks);
    }

    @Bean
    PartnerSheet partnerSheet(Supplier<Community> community, MailboxServer mailboxes, Settings settings, Clock clock) {
        return new PartnerSheet(community, mailboxes, settings, clock);
    }
}
