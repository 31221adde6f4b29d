package io.lading.tracking;

import io.lading.tracking.Standing.Tone;
import io.lading.tracking.Story.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells what happened to documents and transmissions, out of the times and states of the record. Thread-safe. */
public final class Storyteller {
    private static final List<String> AFTERWARDS = List.of("confirmed", "refused", "again", "noted");

    private final Words words;

    /**
     * @param partnerName gives a partner's name for its id
     * @param opens when a connection that takes nothing now will; nothing for one that takes what is sent
     * @param zone in which times inside sentences are written
     */
    public Storyteller(UnaryOperator<String> partnerName, Function<String, Optional<Instant>> opens, ZoneId zone) {
        this.words = new Words(partnerName, opens, zone);
    }

    public Story of(DocumentView document) {
        DocumentSummary summary = document.summary();
        StorySteps steps = new StorySteps(words);
        steps.received(document.transmission());
        steps.stages(document.transmission(), document.set());
        steps.acknowledged(document.set().passed(StorySteps.ACKNOWLEDGED), document.answers());
        steps.translated(document);
        steps.decided(document);
        steps.written(document);
        document.deliveries().forEach(steps::delivery);
        steps.answers(document.answers());
        steps.expectations(document.expectations());
        steps.events(document.events());
        return story(
                summary.number(),
                subject(document),
                summary.standing(),
                document.transmission().at(),
                steps.inOrder());
    }

    public Story of(TransmissionView transmission) {
        TransmissionSummary summary = transmission.summary();
        StorySteps steps = new StorySteps(words);
        if (summary.direction() == Direction.OUT) {
            TransmissionSteps.outbound(steps, words, transmission);
        } else {
            TransmissionSteps.inbound(steps, words, transmission);
        }
        steps.events(transmission.events());
        return story(title(transmission), subject(summary), summary.standing(), summary.at(), steps.inOrder());
    }

    private static Story story(String title, String subject, Standing standing, Instant begun, List<Step> steps) {
        return new Story(title, subject, standing, duration(begun, steps), steps);
    }

    /** To the last thing that we did; what partners and people did later is another matter. */
    private static @Nullable Duration duration(Instant begun, List<Step> steps) {
        return steps.stream()
                .filter(step -> !AFTERWARDS.contains(step.word()))
                .map(Step::at)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .filter(last -> last.isAfter(begun))
                .map(last -> Duration.between(begun, last))
                .orElse(null);
    }

    private String subject(DocumentView document) {
        DocumentSummary summary = document.summary();
        List<String> receivers = document.deliveries().stream()
                .filter(delivery -> delivery.event() == null)
                .map(delivery -> words.partner(delivery.partner()))
                .distinct()
                .toList();
        String from = words.partner(summary.partner());
        return (receivers.isEmpty() ? from : from + " → " + Words.list(receivers)) + amounts(summary);
    }

    private static String amounts(DocumentSummary summary) {
        String lines = ", " + Words.count(summary.lines(), "line", "lines");
        String test = summary.usage().equals("PRODUCTION")
                ? ""
                : ", " + summary.usage().toLowerCase(java.util.Locale.ROOT);
        return summary.total() == null
                ? lines + test
                : lines + ", " + Words.money(summary.total(), summary.currency()) + test;
    }

    private static String title(TransmissionView transmission) {
        TransmissionSummary summary = transmission.summary();
        if (summary.documents() <= 1 && summary.sets() <= 1 && summary.number() != null) {
            return summary.number();
        }
        if (summary.sets() == 1) {
            SetView only = transmission.interchanges().stream()
                    .flatMap(interchange -> interchange.groups().stream())
                    .flatMap(group -> group.listed().stream())
                    .findFirst()
                    .orElse(null);
            return only == null ? String.valueOf(summary.contents()) : only.type() + " " + only.controlNumber();
        }
        if (summary.sets() > 1) {
            return Words.count(summary.sets(), "transaction set", "transaction sets");
        }
        return summary.fileName() == null ? "Transmission " + summary.id() : summary.fileName();
    }

    private String subject(TransmissionSummary summary) {
        String who = summary.direction() == Direction.OUT ? "to " : "from ";
        return who + words.partner(summary.partner()) + ", " + Words.count(summary.size(), "byte", "bytes");
    }

    /** The tone of an acknowledgement. */
    static Tone tone(AcknowledgementStatus status) {
        return switch (status) {
            case ACCEPTED -> Tone.GOOD;
            case ACCEPTED_WITH_ERRORS, PARTIALLY_ACCEPTED, UNKNOWN -> Tone.WARNING;
            case REJECTED -> Tone.BAD;
        };
    }
}
