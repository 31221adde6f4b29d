package io.lading.operations;

import io.lading.partner.CertificateInUse;
import io.lading.tracking.CertificateWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The days that certificates have left, read anew whenever somebody scrapes. Thread-safe. */
final class CertificateMetrics {
    private static final int SHORT = 11;

    private final CertificateWatch watch;
    private final Clock clock;
    private final MultiGauge days;

    /** @param named what names partners and certificates, for those who may know */
    CertificateMetrics(CertificateWatch watch, Clock clock, MeterRegistry open, MeterRegistry named) {
        this.watch = watch;
        this.clock = clock;
        this.days = MultiGauge.builder("lading.certificate.days.left")
                .description("Days until the use of a certificate ends; negative once it has.")
                .register(named);
        Gauge.builder("lading.certificates.days.left.least", this, CertificateMetrics::least)
                .description("Days until the first certificate without a successor ends; NaN if there is none.")
                .register(open);
    }

    void refresh() {
        // The same certificate may stand in several places, and a gauge of the same tags must not be registered twice.
        Map<Tags, Double> least = new LinkedHashMap<>();
        watch.all().forEach(one -> least.merge(tags(one), daysLeft(one), Math::min));
        List<MultiGauge.Row<?>> rows = least.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(entry.getKey(), entry.getValue()))
                .toList();
        days.register(rows, true);
    }

    private double least() {
        return watch.all().stream()
                .filter(one -> !one.followed())
                .mapToDouble(this::daysLeft)
                .min()
                .orElse(Double.NaN);
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
