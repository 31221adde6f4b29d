package io.lading.operations;

import io.lading.partner.CertificateInUse;
import io.lading.tracking.CertificateWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The days that each certificate has left, read anew whenever somebody scrapes. Thread-safe. */
final class CertificateMetrics {
    private static final int SHORT = 11;

    private final CertificateWatch watch;
    private final Clock clock;
    private final MultiGauge days;

    CertificateMetrics(CertificateWatch watch, Clock clock, MeterRegistry registry) {
        this.watch = watch;
        this.clock = clock;
        this.days = MultiGauge.builder("lading.certificate.days.left")
                .description("Days until the use of a certificate ends; negative once it has.")
                .register(registry);
    }

    void refresh() {
        List<MultiGauge.Row<?>> rows = watch.all().stream()
                .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(tags(one), daysLeft(one)))
                .toList();
        days.register(rows, true);
    }

    private double daysLeft(CertificateInUse one) {
        return Duration.between(clock.instant(), one.until()).toSeconds() / 86_400.0;
    }

    private static Tags tags(CertificateInUse one) {
        return Tags.of(
                "partner",
                one.holder(),
                "certificate",
                one.fingerprint().substring(0, SHORT),
                "ours",
                Boolean.toString(one.ours()),
                "followed",
                Boolean.toString(one.followed()));
    }
}
