package io.lading.routing;

import io.lading.configuration.Settings;
import io.lading.partner.Community;
import io.lading.tracking.Finder;
import io.lading.tracking.MachineTokens;
import io.lading.tracking.UsedNonces;
import io.lading.transport.PartnerLimits;
import io.lading.transport.Submissions;
import io.lading.transport.soap.SoapDoor;
import io.lading.transport.spool.BodySpool;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SOAP door. */
@Configuration(proxyBeanMethods = false)
class SoapConfiguration {

    @Bean
    SoapDoor soapDoor(
            Supplier<Community> community,
            Submissions submissions,
            MachineTokens tokens,
            DataSource dataSource,
            PartnerLimits limits,
            BodySpool bodies,
            Settings settings,
            Clock clock)
            throws IOException {
        return new SoapDoor(
                community,
                submissions,
                new Finder(dataSource),
                tokens,
                new UsedNonces(dataSource, clock),
                limits,
                bodies,
                settings.data().resolve("spool").resolve("soap"),
                clock);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> soapServlet(SoapDoor door) {
        ServletRegistrationBean<HttpServlet> registration =
                new ServletRegistrationBean<>(door.servlet(), SoapDoor.PATH);
        registration.setName("soap");
        registration.addInitParameter("hide-service-list-page", "true");
        return registration;
    }
}
