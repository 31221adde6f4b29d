package io.lading.operations;

import io.lading.tracking.CertificateWatch;
import io.lading.tracking.Lane;
import io.lading.tracking.RecordFailure;
import io.lading.tracking.measure.Backlog;
import io.lading.transport.HeldBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;

/** How the hub's parts are at this moment, and why. May be asked from any thread. */
public final class HubHealth {
    /** Things that one sentence names. */
    private static final int MOST_LISTED = 5;

    /** So long nothing waits for the process hop while all is well. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final Duration LATE_IN_BULK = Duration.ofMinutes(15);

    private final List<HealthCheck> checks;
    private final List<HealthNote> notes;
    private final ObjectProvider<CertificateWatch> certificates;
    private final ObjectProvider<HeldBack> heldBack;
    private final ObjectProvider<Backlog> backlog;

    HubHealth(
            List<HealthCheck> checks,
            List<HealthNote> notes,
            ObjectProvider<CertificateWatch> certificates,
            ObjectProvider<HeldBack> heldBack,
            ObjectProvider<Backlog> backlog) {
        this.backlog = backlog;
        this.checks = checks;
        this.notes = notes;
        this.certificates = certificates;
        this.heldBack = heldBack;
    }

    /**
     * One part.
     *
     * @param name {@code database}
     * @param state {@code UP}, {@code DOWN} where the hub cannot do its work, or what a person should look at:
     *     {@code ATTENTION}, {@code END WITHIN 30 DAYS}
     * @param why what is wrong and what to do; empty if nothing is. Not for strangers
     * @param essential false if the hub is ready all the same
     */
    public record Part(String name, String state, String why, boolean essential) {
        public boolean isWell() {
            return state.equals("UP");
        }
    }

    /** In the order they are shown. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (HealthCheck check : checks) {
            String why = check.trouble();
            parts.add(new Part(check.name(), why.isEmpty() ? "UP" : "DOWN", why, true));
        }
        notes.forEach(note ->
                parts.add(new Part(note.name(), note.word().get(), note.why().get(), false)));
        certificates.ifAvailable(watch -> parts.add(certificates(watch.worst())));
        backlog.ifAvailable(waiting -> addAges(waiting, parts));
        heldBack.ifAvailable(held -> parts.add(doors(held)));
        return parts;
    }

    /** Whether work may be sent here. */
    public static boolean isReady(List<Part> parts) {
        return parts.stream().allMatch(part -> part.isWell() || !part.essential());
    }

    /** What waits too long is a matter for people as well: work that is sent elsewhere would not make it go faster. */
    private static void addAges(Backlog backlog, List<Part> parts) {
        Map<Lane, Duration> oldest;
        try {
            oldest = backlog.oldestWaiting();
        } catch (RecordFailure e) {
            return; // The database's own check says so.
        }
        boolean late = false;
        for (Lane lane : Lane.values()) {
            Duration age = oldest.getOrDefault(lane, Duration.ZERO);
            late |= age.compareTo(lane == Lane.BULK ? LATE_IN_BULK : LATE) > 0;
            parts.add(new Part("oldest." + lane.name().toLowerCase(Locale.ROOT), age.toSeconds() + " s", "", false));
        }
        String why = late ? "Documents wait longer than usual; ./lading find --state received names them." : "";
        parts.add(new Part("waiting", late ? "LATE" : "UP", why, false));
    }

    /** What a door could not take in is a matter for people too. */
    private static Part doors(HeldBack held) {
        List<HeldBack.Item> items = held.all();
        String state = items.isEmpty() ? "UP" : items.size() + " HELD BACK";
        String why =
                items.stream().limit(MOST_LISTED).map(HeldBack.Item::sentence).collect(Collectors.joining("; "));
        return new Part("doors", state, why, false);
    }

    /** A certificate that ends is a matter for people, and no reason to send the hub no work. */
    private static Part certificates(Optional<Integer> worst) {
        String state = worst.map(days -> days == 0 ? "ENDED" : "END WITHIN " + days + " DAYS")
                .orElse("UP");
        String why = worst.isPresent() ? "./lading partner certificates names them." : "";
        return new Part("certificates", state, why, false);
    }
}
