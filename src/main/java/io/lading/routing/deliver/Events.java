package io.lading.routing.deliver;

import io.lading.interchange.Usage;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.SendingAgreement;
import io.lading.tracking.DeliveryRow;
import io.lading.tracking.DeliveryState;
import io.lading.tracking.Ids;
import io.lading.tracking.Lane;
import io.lading.tracking.Payloads;
import io.lading.tracking.RecordId;
import io.lading.tracking.UnitOfWork;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells those who subscribed (a CRM as a rule) about each step of a document, as CloudEvents 1.0 in the structured JSON
 * form. An event is a delivery like any other: durable with the step it tells of, retried, in order for each document.
 */
public final class Events {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private final Ids ids;
    private final Payloads payloads;
    private final Dispatch dispatch;

    public Events(Ids ids, Payloads payloads, Dispatch dispatch) {
        this.ids = ids;
        this.payloads = payloads;
        this.dispatch = dispatch;
    }

    /**
     * A step of a document.
     *
     * @param kind {@code received}, {@code acknowledged}, {@code delivered} …
     * @param documentType {@code Order}
     * @param data what the receiver may want to know, in order
     * @param origin the received transmission, and its connection
     */
    public record Step(
            String kind,
            long documentId,
            String documentType,
            String number,
            Usage usage,
            Map<String, Object> data,
            long origin,
            String originFlow) {}

    /** Adds an event for each of the subscriptions. */
    public void tell(
            UnitOfWork unit, Community community, List<SendingAgreement> subscriptions, Step step, Instant now) {
        for (SendingAgreement subscription : subscriptions) {
            Optional<Connection> connection = community.connection(subscription.through());
            if (connection.isPresent()
                    && community.refusal(connection.get(), step.usage()).isEmpty()) {
                add(unit, subscription, connection.get(), step, now);
            }
        }
    }

    private void add(UnitOfWork unit, SendingAgreement subscription, Connection connection, Step step, Instant now) {
        long delivery = ids.next();
        long transmission = ids.next();
        byte[] body = JSON.writeValueAsBytes(event(delivery, step, now));
        Payloads.Kept kept = payloads.keep(unit, body, MEDIA_TYPE);
        unit.add(new DeliveryRow(
                delivery,
                step.documentId(),
                transmission,
                null,
                subscription.partner(),
                connection.id(),
                subscription.id(),
                DeliveryState.READY,
                subscription.format().text(),
                "",
                type(step),
                null,
                now));
        dispatch.add(
                unit,
                new Dispatch.Parcel(
                        transmission,
                        connection,
                        step.usage(),
                        Lane.INTERACTIVE,
                        kept,
                        MEDIA_TYPE,
                        "JSON",
                        Map.of("document", "Event", "number", step.number(), "extension", "json"),
                        Dispatch.orderKey(connection.id(), step.number()),
                        step.origin(),
                        step.originFlow(),
                        /* urgent= */ false),
                now);
    }

    private static Map<String, Object> event(long id, Step step, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", RecordId.text(id));
        event.put("source", "/documents/" + RecordId.text(step.documentId()));
        event.put("type", type(step));
        event.put("subject", step.number());
        event.put("time", now.toString());
        event.put("datacontenttype", "application/json");
        event.put("data", step.data());
        return event;
    }

    private static String type(Step step) {
        return "io.lading." + step.documentType().toLowerCase(java.util.Locale.ROOT) + "." + step.kind();
    }
}
