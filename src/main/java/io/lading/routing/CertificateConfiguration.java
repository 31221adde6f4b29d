package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.CertificateInUse;
import io.lading.partner.Community;
import io.lading.security.CertificateFile;
import io.lading.security.Secret;
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
        CertificateWatch watch = new CertificateWatch(dataSource, node, community, () -> own(settings), clock);
        partners.onChange(changed -> watch.look());
        return watch;
    }

    private static List<CertificateInUse> own(Settings settings) {
        List<CertificateInUse> out = new ArrayList<>();
        if (settings.broker() instanceof Settings.Broker.Embedded embedded) {
            embedded.acceptor()
                    .ifPresent(
                            acceptor -> out.addAll(server(acceptor.certificate(), "", "broker.acceptor.certificate")));
        }
        settings.partners()
                .flatMap(Settings.Partners::tls)
                .ifPresent(tls -> out.addAll(server(
                        tls.certificate(),
                        tls.keyNow().get().map(Secret::reveal).orElse(""),
                        "partners.tls.certificate")));
        return out;
    }

    /** The server's own, not its issuers'; none while it cannot be read, which the port that shows it says. */
    private static List<CertificateInUse> server(Path file, String password, String setting) {
        try {
            List<CertificateFile.Entry> all = CertificateFile.read(
                    file.toString(), Files.readAllBytes(file), password.strip().toCharArray());
            return CertificateFile.leaf(all)
                    .map(leaf -> CertificateInUse.alone("", "", true, leaf.certificate(), "server", setting))
                    .stream()
                    .toList();
        } catch (IOException | GeneralSecurityException e) {
            return List.of();
        }
    }
}
