package io.lading.operations;

import io.lading.configuration.Settings;
import io.lading.tracking.IntakeClosed;
import io.lading.transport.PartnerLimits;
import io.lading.transport.spool.BodySpool;
import io.lading.transport.spool.SpoolQuota;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The web server and what every hub answers on it; the automatic configurations are named, for start time and clarity. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
})
@Import({HealthController.class, MetricsController.class})
class WebConfiguration {
    private static final int HELD_OF_BODY = 256 * 1024;

    @Bean
    PartnerPort partnerPort(Settings settings, MeterRegistry meters, Clock clock) {
        return new PartnerPort(settings.partners(), settings.limits().doors(), reason -> count(meters, reason), clock);
    }

    @Bean
    PartnerLimits partnerLimits(Settings settings, MeterRegistry meters) {
        Settings.Doors limits = settings.limits().doors();
        return new PartnerLimits(
                limits.perPartner(), limits.atATime(), WebLimits.SUBMISSIONS, reason -> count(meters, reason));
    }

    @Bean
    BodySpool bodySpool(Settings settings, ObjectProvider<IntakeClosed.Gate> gates, MeterRegistry meters)
            throws IOException {
        Settings.Spool spool = settings.limits().spool();
        long one = settings.limits().maxTransmission() * 2; // base64, and what is unpacked of it
        SpoolQuota.Bounds bounds = new SpoolQuota.Bounds(
                Math.max(spool.total(), one), Math.max(spool.perPartner(), one), spool.ofUnknown());
        SpoolQuota quota = new SpoolQuota(
                bounds,
                () -> gates.forEach(gate -> gate.closed().ifPresent(closed -> {
                    throw closed;
                })));
        meters.gauge("lading.spool.bytes", quota, SpoolQuota::total);
        return new BodySpool(
                settings.data().resolve("spool").resolve("bodies"),
                HELD_OF_BODY,
                quota,
                new BodySpool.Unknown(spool.unknownAtATime(), spool.unknownTime()),
                reason -> count(meters, reason));
    }

    static void count(MeterRegistry meters, String reason) {
        meters.counter("lading.http.refused", "reason", reason).increment();
    }

    /** Before all other filters, so that nobody reads a body past it. */
    @Bean
    FilterRegistrationBean<Filter> pace(Settings settings, MeterRegistry meters) {
        long slowest = settings.limits().doors().bytesPerSecond();
        FilterRegistrationBean<Filter> registration =
                new FilterRegistrationBean<>((request, response, chain) -> chain.doFilter(
                        new PacedRequest((HttpServletRequest) request, slowest, () -> count(meters, "slow-body")),
                        response));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setName("pace");
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> ports(
            PartnerPort partners, Settings settings, MeterRegistry meters, Clock clock) {
        return factory -> {
            if (!settings.http().trustedProxies().isEmpty()) {
                factory.addEngineValves(TrustedProxies.valve(settings.http().trustedProxies()));
            }
            factory.setProtocol(PatientProtocol.class.getName());
            factory.addConnectorCustomizers(WebLimits::apply, connector -> {
                if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
                    protocol.watch(settings.limits().doors().header(), () -> count(meters, "slow-header"));
                }
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass("");
                    host.getPipeline().addValve(new PlainErrors());
                }
            });
            OwnTls.addTo(factory, settings.http().tls(), clock);
            partners.addTo(factory);
        };
    }

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        bindProcess(registry);
        return registry;
    }

    private static void bindProcess(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        @SuppressWarnings("resource") // lives as long as the process
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
    }
}
