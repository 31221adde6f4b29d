package io.lading.operations;

import io.lading.tracking.CertificateWatch;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Prometheus reads. */
@RestController
class MetricsController {
    private final PrometheusMeterRegistry registry;
    private final Optional<CertificateMetrics> certificates;

    MetricsController(PrometheusMeterRegistry registry, ObjectProvider<CertificateWatch> watch, Clock clock) {
        this.registry = registry;
        this.certificates = watch.stream().findFirst().map(found -> new CertificateMetrics(found, clock, registry));
    }

    @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        certificates.ifPresent(CertificateMetrics::refresh);
        return registry.scrape();
    }
}
