package io.lading.tracking;

import io.lading.partner.CertificateInUse;
import io.lading.partner.Community;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns 60, 30 and 7 days before a certificate ends, and when it has. Every node looks; the record says who was the first,
 * and the first tells it, once, in log and record. Thread-safe.
 */
public final class CertificateWatch {
    /** The kind of the events. */
    public static final String KIND = "certificate.ending";

    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

    private final DataSource dataSource;
    private final Node node;
    private final Supplier<Community> community;
    private final Supplier<List<CertificateInUse>> hubs;
    private final Clock clock;

    /** @param hubs those of the hub's own settings, as their files are now */
    public CertificateWatch(
            DataSource dataSource,
            Node node,
            Supplier<Community> community,
            Supplier<List<CertificateInUse>> hubs,
            Clock clock) {
        this.dataSource = dataSource;
        this.node = node;
        this.community = community;
        this.hubs = hubs;
        this.clock = clock;
    }

    /** All there are, those that end first first. */
    public List<CertificateInUse> all() {
        return Stream.concat(hubs.get().stream(), CertificateInUse.of(community.get()).stream())
                .sorted(Comparator.comparing(CertificateInUse::until))
                .toList();
    }

    /** The strongest warning that is due now; empty if all last. */
    public Optional<Integer> worst() {
        Instant now = clock.instant();
        return all().stream().flatMap(one -> one.level(now).stream()).min(Comparator.naturalOrder());
    }

    /** What should be done soon, a sentence each. */
    public List<String> due() {
        Instant now = clock.instant();
        return all().stream()
                .filter(one -> one.level(now).isPresent())
                .map(one -> one.sentence(now))
                .toList();
    }

    /** Called every hour, and when other partners come into force: gives the warnings that nobody gave yet. */
    public void look() {
        Instant now = clock.instant();
        try {
            for (CertificateInUse one : all()) {
                one.level(now).ifPresent(level -> tell(one, level, now));
            }
        } catch (RecordFailure e) {
            log.debug("The record is away: {}", e.getMessage()); // the next look tells it
        }
    }

    private void tell(CertificateInUse one, int level, Instant now) {
        try (UnitOfWork unit = UnitOfWork.begin(dataSource)) {
            int first = unit.update(
                    "insert into certificate_alert (holder, fingerprint, level, told_at) values (?, ?, ?, ?)"
                            + " on conflict do nothing",
                    one.holder(),
                    one.fingerprint(),
                    level,
                    now);
            if (first == 0) {
                return;
            }
            String words = one.sentence(now);
            unit.add(new EventRow(node.ids().next(), KIND, "hub", null, null, words, now));
            unit.commit();
            log.warn("certificate={} partner={} days={} {}", one.fingerprint(), one.holder(), one.daysLeft(now), words);
        }
    }
}
