package io.lading.operations;

import io.lading.security.Scope;
import io.lading.tracking.CertificateWatch;
import io.lading.tracking.measure.Backlog;
import io.lading.tracking.measure.BusinessCounts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Prometheus reads: sums for everybody, and what names partners and certificates for the administrator and for tokens
 * of scope {@code read}.
 */
@RestController
class MetricsController {
    private final PrometheusMeterRegistry open;
    private final PrometheusMeterRegistry named = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Callers callers;
    private final Optional<CertificateMetrics> certificates;
    private final Optional<BusinessMetrics> business;

    MetricsController(
            PrometheusMeterRegistry registry,
            Callers callers,
            ObjectProvider<CertificateWatch> watch,
            ObjectProvider<Backlog> backlog,
            ObjectProvider<BusinessCounts> counts,
            Clock clock) {
        this.open = registry;
        this.callers = callers;
        this.certificates = watch.stream().findFirst().map(found -> new CertificateMetrics(found, clock, open, named));
        this.business = backlog.stream().findFirst().flatMap(found -> counts.stream()
                .findFirst()
                .map(counting -> new BusinessMetrics(found, counting, open, named)));
    }

    @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
    ResponseEntity<String> metrics(HttpServletRequest request) {
        Optional<ShownToken> token = ShownToken.of(request);
        boolean knowing = token.flatMap(shown ->
                        callers.byToken(shown, request.getRemoteAddr(), BearerTokenFilter.certificate(request)))
                .filter(DoorSide.of(request)::knows)
                .filter(MetricsController::mayReadAll)
                .isPresent();
        if (token.isPresent() && !knowing) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .header("WWW-Authenticate", "Bearer")
                    .body(
                            "This token may not read metrics by partner: send one of scope read that is of no partner, or none.\n");
        }
        business.ifPresent(BusinessMetrics::refresh);
        certificates.ifPresent(CertificateMetrics::refresh);
        return ResponseEntity.ok(knowing ? open.scrape() + named.scrape() : open.scrape());
    }

    private static boolean mayReadAll(Caller caller) {
        return caller instanceof Caller.Administrator
                || (caller instanceof Caller.Machine machine
                        && machine.partner().isEmpty()
                        && machine.scopes().contains(Scope.READ));
    }
}
