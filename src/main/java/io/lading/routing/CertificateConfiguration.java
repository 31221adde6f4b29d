package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.CertificateInUse;
import io.lading.partner.Community;
import io.lading.security.Pem;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.Node;
import io.lading.tracking.PartnersInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The watch over certificates: partners' and ours of the partner files, and those of the hub's own settings. */
@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {

    @Bean
    CertificateWatch certificateWatch(
            DataSource dataSource,
            Node node,
            Supplier<Community> community,
            PartnersInForce partners,
            Settings settings,
            Clock clock) {
        CertificateWatch watch = new CertificateWatch(dataSource, node, community, own(settings), clock);
        partners.onChange(changed -> watch.look());
        return watch;
    }

    private static List<CertificateInUse> own(Settings settings) {
        List<CertificateInUse> out = new ArrayList<>();
        if (settings.broker() instanceof Settings.Broker.Embedded embedded) {
            embedded.acceptor()
                    .ifPresent(acceptor -> out.addAll(server(acceptor.certificate(), "broker.acceptor.certificate")));
        }
        return out;
    }

    /** The first of the file is the server's own; one that cannot be read has kept the hub from starting. */
    private static List<CertificateInUse> server(Path file, String setting) {
        try {
            return List.of(CertificateInUse.alone(
                    "", "", true, Pem.certificates(Files.readString(file)).get(0), "server", setting));
        } catch (IOException | GeneralSecurityException e) {
            return List.of();
        }
    }
}
