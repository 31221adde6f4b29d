package io.lading.routing.process;

import io.lading.document.Document;
import io.lading.document.DocumentJson;
import io.lading.interchange.Finding;
import io.lading.tracking.Payloads;
import java.util.ArrayList;
import java.util.List;

/** A document that a set was translated to, before it is durable. */
final class DocumentDraft {
    private final long id;
    private final InboundSet set;
    private final int ordinal;
    private final Document document;
    private final byte[] canonical;
    private final String map;
    private final String mapVersion;
    private final List<Finding> unused;
    private final List<DeliveryDraft> deliveries = new ArrayList<>();
    private Payloads.@org.jspecify.annotations.Nullable Kept kept;

    /** @param unused what no rule of the map took */
    DocumentDraft(
            long id,
            InboundSet set,
            int ordinal,
            Document document,
            String map,
            String mapVersion,
            List<Finding> unused) {
        this.id = id;
        this.set = set;
        this.ordinal = ordinal;
        this.document = document;
        this.canonical = DocumentJson.write(document);
        this.map = map;
        this.mapVersion = mapVersion;
        this.unused = unused;
    }

    long id() {
        return id;
    }

    InboundSet set() {
        return set;
    }

    int ordinal() {
        return ordinal;
    }

    Document document() {
        return document;
    }

    /** Its canonical JSON. */
    byte[] canonical() {
        return canonical;
    }

    String map() {
        return map;
    }

    String mapVersion() {
        return mapVersion;
    }

    List<Finding> unused() {
        return unused;
    }

    List<DeliveryDraft> deliveries() {
        return deliveries;
    }

    void keptAs(Payloads.Kept payload) {
        kept = payload;
    }

    Payloads.@org.jspecify.annotations.Nullable Kept kept() {
        return kept;
    }
}
