package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.transport.HeldBack;
import io.lading.transport.NetworkProbe;
import io.lading.transport.Probe;
import io.lading.transport.as2.As2Probe;
import io.lading.transport.folder.FolderProbe;
import io.lading.transport.http.HttpProbe;
import io.lading.transport.mail.MailProbe;
import io.lading.transport.queue.QueueProbe;
import io.lading.transport.sftp.MailboxProbe;
import io.lading.transport.sftp.MailboxServer;
import io.lading.transport.sftp.SftpProbe;
import io.lading.transport.soap.SoapDoor;
import io.lading.transport.soap.SoapProbe;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What tries connections, one probe for each transport, and what tells a partner how to reach us. */
@Configuration(proxyBeanMethods = false)
class ConnectionTestConfiguration {

    @Bean
    NetworkProbe networkProbe(Settings settings, Clock clock) {
        return new NetworkProbe(
                settings.delivery().outbound(), settings.delivery().connectTimeout(), clock);
    }

    @Bean
    Probe folderProbe(Settings settings) {
        return new FolderProbe();
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
    Probe soapProbe(NetworkProbe network, Settings settings) {
        String base = settings.http()
                .publicUrl()
                .orElse(settings.http().scheme() + "://" + settings.http().bind() + ":"
                        + settings.http().port());
        return new SoapProbe(network, base.replaceFirst("/$", "") + SoapDoor.PATH.replace("*", "lading"));
    }

    @Bean
    Probe queueProbe(ConnectionFactory broker, Settings settings) {
        if (settings.broker() instanceof Settings.Broker.Embedded embedded) {
            return new QueueProbe(
                    broker,
                    "The hub's own broker",
                    true,
                    embedded.acceptor().map(acceptor -> acceptor.bind() + ":" + acceptor.port()));
        }
        Settings.Broker.External external = (Settings.Broker.External) settings.broker();
        return new QueueProbe(broker, "The broker " + external.url(), false, Optional.empty());
    }

    @Bean
    Probe mailProbe(NetworkProbe network, Sinks sinks) {
        return new MailProbe(network, sinks::mailServer);
    }

    @Bean
    ConnectionTests connectionTests(Supplier<Community> community, List<Probe> probes, Sinks sinks, HeldBack heldBack) {
        return new ConnectionTests(community, probes, sinks, heldBack);
    }

    @Bean
    PartnerSheet partnerSheet(Supplier<Community> community, MailboxServer mailboxes, Settings settings, Clock clock) {
        return new PartnerSheet(community, mailboxes, settings, clock);
    }
}
