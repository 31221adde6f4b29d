package io.lading.api;

import io.lading.interchange.FindingForm;
import io.lading.tracking.AcknowledgementStatus;
import io.lading.tracking.AcknowledgementView;
import io.lading.tracking.Direction;
import io.lading.tracking.DocumentSummary;
import io.lading.tracking.Finder;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.RecordId;
import io.lading.tracking.SetState;
import io.lading.tracking.SetView;
import io.lading.tracking.Standing;
import io.lading.tracking.TransmissionState;
import io.lading.tracking.TransmissionSummary;
import io.lading.tracking.TransmissionView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sender may know of its own submission: what we found in it and what we answered, not where it went.
 *
 * @param sets transaction sets, those in trouble first if there are very many
 */
record SubmissionResult(
        String transmission,
        TransmissionState state,
        Standing standing,
        @Nullable String reason,
        List<Interchange> interchanges,
        List<TransactionSet> sets,
        List<DocumentLine> documents,
        List<FindingForm> findings,
        List<Acknowledgement> acknowledgements) {
    private static final long MOST_TEXT = 256 * 1024;

    record Interchange(String controlNumber, InterchangeState state) {}

    record TransactionSet(String type, String controlNumber, SetState state) {}

    record DocumentLine(String id, String type, String number) {}

    /** @param text the acknowledgement itself, as we send it */
    record Acknowledgement(
            String kind,
            AcknowledgementStatus status,
            @Nullable String transmission,
            @Nullable String text) {}

    static SubmissionResult of(TransmissionView view, Finder finder) {
        TransmissionSummary summary = view.summary();
        List<TransactionSet> sets = new ArrayList<>();
        List<DocumentLine> documents = new ArrayList<>();
        for (SetView set : sets(view)) {
            sets.add(new TransactionSet(set.type(), set.controlNumber(), set.state()));
            for (DocumentSummary document : set.documents()) {
                documents.add(new DocumentLine(document.id(), document.type(), document.number()));
            }
        }
        return new SubmissionResult(
                summary.id(),
                summary.state(),
                summary.standing(),
                summary.reason(),
                // A document without an envelope has no interchange of which anything could be said: it names no
                // sender.
                view.interchanges().stream()
                        .filter(interchange -> !interchange.sender().isEmpty())
                        .map(interchange -> new Interchange(interchange.controlNumber(), interchange.state()))
                        .toList(),
                sets,
                documents,
                findings(view),
                acknowledgements(view, finder));
    }

    private static List<SetView> sets(TransmissionView view) {
        return view.interchanges().stream()
                .flatMap(interchange -> interchange.groups().stream())
                .flatMap(group -> group.listed().stream())
                .toList();
    }

    private static List<FindingForm> findings(TransmissionView view) {
        List<FindingForm> all = new ArrayList<>(view.findings());
        view.interchanges().forEach(interchange -> {
            all.addAll(interchange.findings());
            interchange.groups().forEach(group -> {
                all.addAll(group.findings());
                group.listed().forEach(set -> all.addAll(set.findings()));
            });
        });
        return all;
    }

    private static List<Acknowledgement> acknowledgements(TransmissionView view, Finder finder) {
        Set<Acknowledgement> answers = new LinkedHashSet<>();
        for (AcknowledgementView answer : view.acknowledgements()) {
            if (answer.direction() == Direction.OUT) {
                answers.add(new Acknowledgement(
                        answer.kind(), answer.status(), answer.transmission(), text(answer.transmission(), finder)));
            }
        }
        return List.copyOf(answers);
    }

    private static @Nullable String text(@Nullable String transmission, Finder finder) {
        if (transmission == null) {
            return null;
        }
        return RecordId.parse(transmission).stream()
                .mapToObj(finder::payloadOf)
                .flatMap(payload -> payload.stream())
                .filter(payload -> payload.size() <= MOST_TEXT)
                .map(payload -> new String(finder.range(payload, 0, payload.size()), StandardCharsets.ISO_8859_1))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
