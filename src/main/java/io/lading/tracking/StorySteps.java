package io.lading.tracking;

import io.lading.interchange.FindingForm;
import io.lading.tracking.Standing.Tone;
import io.lading.tracking.Story.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of one story as they are gathered. Single-threaded. */
final class StorySteps {
    static final int IDENTIFIED = 2;
    static final int VALIDATED = 3;
    static final int ACKNOWLEDGED = 4;
    static final int TRANSLATED = 5;
    static final int DECIDED = 6;
    static final int TRANSLATED_OUT = 7;

    private static final String EVENT_PREFIX = "io.lading.";

    private final Words words;
    private final List<Step> steps = new ArrayList<>();

    StorySteps(Words words) {
        this.words = words;
    }

    /** By time, what has none last; stages that fell into the same instant keep their order. */
    List<Step> inOrder() {
        List<Step> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparing(Step::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return List.copyOf(sorted);
    }

    void add(@Nullable Instant at, String word, String text, Tone tone) {
        steps.add(new Step(at, word, text, tone, null));
    }

    void add(@Nullable Instant at, String word, String text, Tone tone, @Nullable String transmission) {
        steps.add(new Step(at, word, text, tone, transmission));
    }

    void received(TransmissionSummary transmission) {
        String over =
                transmission.again() == null ? " over " + transmission.door() : " again, by " + again(transmission);
        String through = transmission.connection() == null ? "" : " through " + transmission.connection();
        String file = transmission.fileName() == null ? "" : ", file " + transmission.fileName();
        String size = Words.count(transmission.size(), "byte", "bytes");
        add(transmission.at(), "received", size + over + through + file, Tone.GOOD, transmission.id());
    }

    static String again(TransmissionSummary transmission) {
        String how = transmission.again() == null
                ? ""
                : Words.lower(transmission.again()).replace(' ', '-');
        return how + (transmission.againOf() == null ? "" : " of " + transmission.againOf());
    }

    /** Identified and validated. */
    void stages(TransmissionSummary transmission, SetView set) {
        Instant identified = set.passed(IDENTIFIED);
        if (identified != null && set.agreement() != null) {
            String release = set.release().isEmpty() ? "" : " in " + set.release();
            add(identified, "identified", set.type() + release + ", agreement " + set.agreement(), Tone.GOOD);
        }
        Instant validated = set.passed(VALIDATED);
        if (validated != null) {
            add(validated, "validated", Words.findings(set.findings()), tone(set.findings()));
        }
    }

    static Tone tone(List<FindingForm> findings) {
        if (findings.stream().anyMatch(FindingForm::isError)) {
            return Tone.BAD;
        }
        return findings.isEmpty() ? Tone.GOOD : Tone.WARNING;
    }

    /** What we answered. */
    void acknowledged(@Nullable Instant passed, Collection<AcknowledgementView> answers) {
        Map<String, AcknowledgementView> ours = new LinkedHashMap<>();
        for (AcknowledgementView answer : answers) {
            if (answer.direction() == Direction.OUT) {
                // Of rows about interchange, group and set the narrowest tells most.
                ours.merge(answer.kind() + answer.transmission(), answer, StorySteps::narrower);
            }
        }
        for (AcknowledgementView answer : ours.values()) {
            add(
                    passed == null ? answer.at() : passed,
                    "acknowledged",
                    answer.kind() + " " + Words.lower(answer.status()) + sent(answer),
                    Storyteller.tone(answer.status()),
                    answer.transmission());
        }
    }

    private static AcknowledgementView narrower(AcknowledgementView one, AcknowledgementView other) {
        return breadth(other) < breadth(one) ? other : one;
    }

    private static int breadth(AcknowledgementView answer) {
        if (answer.set() != null) {
            return 0;
        }
        return answer.group() == null ? 2 : 1;
    }

    String sent(AcknowledgementView answer) {
        TransmissionState state = answer.carrierState();
        if (state == null) {
            return "";
        }
        Instant at = answer.carriedAt();
        return switch (state) {
            case SENT -> at == null ? ", sent" : ", sent " + words.clock(at);
            case READY, SENDING -> ", about to be sent";
            case RETRYING, UNKNOWN -> ", not yet delivered; it is tried again";
            case GIVEN_UP -> ", could not be delivered";
            case HELD -> ", held";
            case RECEIVED, PROCESSED, REPEATED, UNRECOGNISED, QUARANTINED -> "";
        };
    }

    void translated(DocumentView document) {
        Instant at = document.set().passed(TRANSLATED);
        String by = document.map().isEmpty() ? "" : " by " + document.map();
        add(
                at == null ? document.summary().at() : at,
                "translated",
                document.summary().type() + by + ", " + Words.unused(document.unused()),
                Tone.GOOD);
    }

    void decided(DocumentView document) {
        Set<String> destinations = new LinkedHashSet<>();
        document.deliveries().stream()
                .filter(delivery -> delivery.event() == null)
                .forEach(delivery -> destinations.add(words.destination(delivery.partner(), delivery.connection())));
        String where = destinations.isEmpty()
                ? "the agreement names no destination; the document is kept"
                : "to " + Words.list(destinations);
        Instant at = document.set().passed(DECIDED);
        add(
                at == null ? document.summary().at() : at,
                "decided",
                where,
                destinations.isEmpty() ? Tone.QUIET : Tone.GOOD);
    }

    /** What was written for each destination, if it lacks something of the document. */
    void written(DocumentView document) {
        for (DocumentView.Delivery delivery : document.deliveries()) {
            String notSent = Words.notSent(delivery.findings());
            if (!notSent.isEmpty()) {
                Instant at = document.set().passed(TRANSLATED_OUT);
                String who = words.destination(delivery.partner(), delivery.connection());
                add(
                        at == null || delivery.createdAt().isAfter(at) ? delivery.createdAt() : at,
                        "translated",
                        "for " + who + " as " + delivery.format() + ", " + notSent,
                        Tone.QUIET,
                        delivery.transmission());
            }
        }
    }

    /** The tries, and what stands at the end of them. */
    void delivery(DocumentView.Delivery delivery) {
        String who = delivery.event() == null
                ? words.destination(delivery.partner(), delivery.connection())
                : words.partner(delivery.partner());
        for (AttemptView attempt : delivery.attempts()) {
            attempt(who, attempt, delivery.event());
        }
        String why = delivery.reason() == null ? "" : ": " + Words.shorten(delivery.reason());
        switch (delivery.state()) {
            case WAITING, READY -> {
                if (delivery.reason() != null) {
                    add(null, "waiting", "to be sent to " + who + why, Tone.BUSY, delivery.transmission());
                } else if (delivery.event() == null) {
                    String when = words.whenOpen(delivery.connection());
                    add(null, "waiting", "to be sent to " + who + when, Tone.BUSY, delivery.transmission());
                }
            }
            case RETRYING, UNKNOWN ->
                again(who, delivery.connection(), delivery.nextAttemptAt(), delivery.transmission());
            case HELD -> add(null, "held", "for " + who + why, Tone.WARNING, delivery.transmission());
            case GIVEN_UP ->
                add(
                        delivery.completedAt(),
                        "given up",
                        who + why + " Retransmit it when the cause is gone.",
                        Tone.BAD,
                        delivery.transmission());
            case DELIVERED -> {
                // The last attempt has told it.
            }
        }
    }

    void attempt(String who, AttemptView attempt, @Nullable String event) {
        String answer = attempt.answer() == null ? "" : Words.shorten(attempt.answer());
        Instant at = attempt.endedAt() == null ? attempt.startedAt() : attempt.endedAt();
        String transmission = attempt.transmission();
        switch (attempt.outcome()) {
            case DELIVERED -> delivered(at, who, answer, event, transmission);
            case STARTED -> {
                // Under way, or cut off by a crash: the states tell what comes of it.
            }
            case TRANSIENT, PERMANENT -> add(at, "tried", who + ": " + answer, Tone.WARNING, transmission);
            case UNKNOWN -> add(at, "tried", who + ", outcome unknown: " + answer, Tone.WARNING, transmission);
        }
    }

    private void delivered(Instant at, String who, String answer, @Nullable String event, String transmission) {
        if (event == null) {
            add(at, "delivered", who + (answer.isEmpty() ? "" : ": " + answer), Tone.GOOD, transmission);
            return;
        }
        String name = event.startsWith(EVENT_PREFIX) ? event.substring(EVENT_PREFIX.length()) : event;
        add(at, "told", who + " took event " + name, Tone.GOOD, transmission);
    }

    void again(String who, String connection, @Nullable Instant next, @Nullable String transmission) {
        String opening = words.whenOpen(connection);
        String clock = next == null ? " now" : " at " + words.clock(next);
        add(
                null,
                "retrying",
                who + " is tried again" + (opening.isEmpty() ? clock : opening),
                Tone.WARNING,
                transmission);
    }

    /** What partners answered to what we sent. */
    void answers(Collection<AcknowledgementView> answers) {
        for (AcknowledgementView answer : answers) {
            if (answer.direction() == Direction.IN) {
                boolean refused = answer.status() == AcknowledgementStatus.REJECTED;
                add(
                        answer.at(),
                        refused ? "refused" : "confirmed",
                        "by " + answer.kind() + ", " + Words.lower(answer.status()),
                        Storyteller.tone(answer.status()),
                        answer.transmission());
            }
        }
    }

    void expectations(Collection<ExpectationView> expectations) {
        for (ExpectationView owed : expectations) {
            Instant due = owed.dueAt();
            String what = owed.kind() + " from " + words.partner(owed.partner());
            switch (owed.state()) {
                case OPEN -> {
                    String until = due == null ? "" : " until " + words.until(due, owed.createdAt());
                    add(null, "waiting", "for the " + what + until, Tone.BUSY, owed.transmission());
                }
                case OVERDUE -> {
                    String since = due == null ? "" : " was due by " + words.until(due, owed.createdAt());
                    add(null, "overdue", "the " + what + since, Tone.WARNING, owed.transmission());
                }
                case MET, REJECTED -> {
                    // The answer itself has told it.
                }
            }
        }
    }

    void events(Collection<EventView> events) {
        for (EventView event : events) {
            add(
                    event.at(),
                    "noted",
                    event.detail() + " (" + event.kind() + ", by " + event.actor() + ")",
                    Tone.QUIET,
                    event.transmission());
        }
    }
}
