package io.lading.operations;

import io.lading.tracking.Hop;
import io.lading.tracking.Lane;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.measure.Backlog;
import io.lading.tracking.measure.BusinessCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub does for its partners, and what waits: sums in one registry, the same by partner in another. Read anew
 * whenever somebody scrapes. Thread-safe.
 */
final class BusinessMetrics {
    private static final Logger log = LoggerFactory.getLogger(BusinessMetrics.class);
    private static final double MILLIS = 1000.0;

    private final Backlog backlog;
    private final BusinessCounts counts;
    private final MeterRegistry open;
    private final MeterRegistry named;
    private final MultiGauge pieces;
    private final MultiGauge oldest;
    private final MultiGauge states;
    private final MultiGauge statesByPartner;
    private final Set<Object> bound = ConcurrentHashMap.newKeySet();

    /** @param named what names partners, for those who may know */
    BusinessMetrics(Backlog backlog, BusinessCounts counts, MeterRegistry open, MeterRegistry named) {
        this.backlog = backlog;
        this.counts = counts;
        this.open = open;
        this.named = named;
        this.pieces = MultiGauge.builder("lading.work.pieces")
                .description("Pieces of work that wait or are being done, by hop and lane.")
                .register(open);
        this.oldest = MultiGauge.builder("lading.work.oldest")
                .baseUnit("seconds")
                .description("Age of the oldest transmission with work in this hop and lane; 0 if there is none.")
                .register(open);
        this.states = MultiGauge.builder("lading.transmissions.open")
                .description("Transmissions that are not at their end, or need a person.")
                .register(open);
        this.statesByPartner = MultiGauge.builder("lading.partner.transmissions.open")
                .description("The same by partner.")
                .register(named);
    }

    /** While the record is away the last values stand; {@code /health} tells of it. */
    void refresh() {
        counts.each(this::bind);
        try {
            depths();
            states();
        } catch (RecordFailure e) {
            log.debug("The record is away: {}", e.getMessage());
        }
    }

    private void bind(BusinessCounts.Series series, LongAdder adder) {
        String what = series.what().name().toLowerCase(Locale.ROOT);
        if (bound.add(series)) {
            FunctionCounter.builder("lading.partner." + what, adder, LongAdder::sum)
                    .tags("partner", series.partner(), "state", series.state())
                    .description(series.what().description())
                    .register(named);
        }
        if (bound.add(what + series.state())) {
            FunctionCounter.builder("lading." + what, counts, all -> all.total(series.what(), series.state()))
                    .tags("state", series.state())
                    .description(series.what().description())
                    .register(open);
        }
    }

    private void depths() {
        List<Backlog.Depth> depths = backlog.depths();
        List<MultiGauge.Row<?>> numbers = new ArrayList<>();
        List<MultiGauge.Row<?>> ages = new ArrayList<>();
        for (Hop hop : Hop.values()) {
            for (Lane lane : Lane.values()) {
                Tags tags = Tags.of("hop", hop.name(), "lane", lane.name());
                Backlog.Depth depth = depths.stream()
                        .filter(one -> one.hop() == hop && one.lane() == lane)
                        .findFirst()
                        .orElse(null);
                numbers.add(MultiGauge.Row.of(tags, depth == null ? 0 : depth.pieces()));
                ages.add(MultiGauge.Row.of(
                        tags, depth == null ? 0 : depth.oldest().toMillis() / MILLIS));
            }
        }
        pieces.register(numbers, true);
        oldest.register(ages, true);
    }

    private void states() {
        Map<Tagged, Long> sums = new TreeMap<>();
        List<MultiGauge.Row<?>> byPartner = new ArrayList<>();
        for (Backlog.Open one : backlog.open()) {
            sums.merge(new Tagged(one.direction(), one.state()), one.transmissions(), Long::sum);
            Tags tags = Tags.of("direction", one.direction(), "state", one.state(), "partner", one.partner());
            byPartner.add(MultiGauge.Row.of(tags, one.transmissions()));
        }
        List<MultiGauge.Row<?>> all = new ArrayList<>();
        sums.forEach((key, sum) ->
                all.add(MultiGauge.Row.of(Tags.of("direction", key.direction(), "state", key.state()), sum)));
        states.register(all, true);
        statesByPartner.register(byPartner, true);
    }

    private record Tagged(String direction, String state) implements Comparable<Tagged> {
        @Override
        public int compareTo(Tagged other) {
            return (direction + state).compareTo(other.direction + other.state);
        }
    }
}
