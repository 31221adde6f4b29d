package io.lading.routing.process;

import io.lading.partner.Community;
import io.lading.partner.SendingAgreement;
import io.lading.routing.deliver.Events;
import io.lading.tracking.RecordId;
import io.lading.tracking.SetState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells subscribers of the steps that a document takes in the process hop. */
final class StepEvents {
    private final Events events;

    StepEvents(Events events) {
        this.events = events;
    }

    void tell(Batch batch, Community community, Instant now) {
        List<SendingAgreement> subscriptions = community.eventSubscriptions();
        if (subscriptions.isEmpty()) {
            return;
        }
        batch.openSets().filter(set -> set.agreement() != null).forEach(set -> set.documents()
                .forEach(document -> tell(batch, community, subscriptions, document, now)));
    }

    private void tell(
            Batch batch,
            Community community,
            List<SendingAgreement> subscriptions,
            DocumentDraft document,
            Instant now) {
        step(batch, community, subscriptions, document, "received", received(document), now);
        if (document.set().table() != null) {
            step(batch, community, subscriptions, document, "acknowledged", acknowledged(document), now);
        }
        step(batch, community, subscriptions, document, "decided", decided(document), now);
    }

    private void step(
            Batch batch,
            Community community,
            List<SendingAgreement> subscriptions,
            DocumentDraft document,
            String kind,
            Map<String, Object> data,
            Instant now) {
        InboundTransmission transmission = document.set().transmission();
        events.tell(
                batch.unit(),
                community,
                subscriptions,
                new Events.Step(
                        kind,
                        document.id(),
                        document.document().type(),
                        document.document().number(),
                        document.set().group().interchange().header().usage(),
                        data,
                        transmission.id(),
                        transmission.facts().connection()),
                now);
    }

    private static Map<String, Object> received(DocumentDraft document) {
        InboundTransmission transmission = document.set().transmission();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", document.document().number());
        data.put("from", transmission.facts().partner());
        data.put("lines", document.document().lines().size());
        if (document.document().currency() != null) {
            data.put("currency", document.document().currency());
        }
        data.put("receivedAt", transmission.facts().receivedAt().toString());
        data.put("transmission", RecordId.text(transmission.id()));
        return data;
    }

    private static Map<String, Object> acknowledged(DocumentDraft document) {
        boolean plain =
                document.set().findings().stream().noneMatch(f -> f.severity() == io.lading.interchange.Severity.ERROR);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", document.document().number());
        data.put("outcome", plain || document.set().state() == SetState.ACCEPTED ? "accepted" : "accepted with errors");
        data.put("controlNumber", document.set().group().interchange().header().controlNumber());
        return data;
    }

    private static Map<String, Object> decided(DocumentDraft document) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", document.document().number());
        data.put(
                "destinations",
                document.deliveries().stream()
                        .map(delivery -> delivery.agreement().partner())
                        .toList());
        return data;
    }
}
