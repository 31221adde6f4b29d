package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.tracking.Node;
import io.lading.tracking.Payloads;
import io.lading.tracking.ReceiptLog;
import io.lading.tracking.SubmissionPort;
import io.lading.transport.PartnerLimits;
import io.lading.transport.as2.As2Door;
import io.lading.transport.as2.As2Servlet;
import io.lading.transport.as2.Workspace;
import io.lading.transport.spool.BodySpool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The AS2 door. */
@Configuration(proxyBeanMethods = false)
class As2Configuration {
    static final String PATH = "/as2";

    static Path spoolFolder(Settings settings) {
        return settings.data().resolve("spool").resolve("as2");
    }

    @Bean
    ReceiptLog receiptLog(DataSource dataSource, Node node, Payloads payloads, Clock clock) {
        return new ReceiptLog(dataSource, node, payloads, clock);
    }

    @Bean
    As2Door as2Door(
            Supplier<Community> community,
            SubmissionPort port,
            ReceiptLog log,
            Settings settings,
            PartnerLimits partners,
            Clock clock) {
        As2Door.Limits limits = new As2Door.Limits(
                settings.limits().maxTransmission(), (int) settings.limits().bulkAbove());
        return new As2Door(community, port, log, limits, partners, clock);
    }

    @Bean
    ServletRegistrationBean<As2Servlet> as2Servlet(As2Door door, BodySpool bodies, Settings settings)
            throws IOException {
        Path spool = spoolFolder(settings);
        Workspace.sweep(spool);
        As2Servlet servlet =
                new As2Servlet(door, bodies, spool, settings.limits().maxTransmission());
        ServletRegistrationBean<As2Servlet> registration = new ServletRegistrationBean<>(servlet, PATH);
        registration.setName("as2");
        return registration;
    }
}
