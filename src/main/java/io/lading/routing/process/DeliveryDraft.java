package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.mapping.AwaitedValue;
import io.lading.partner.SendingAgreement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document on its way to one destination, before it is durable. */
final class DeliveryDraft {
    private final long id;
    private final DocumentDraft document;
    private final SendingAgreement agreement;
    private final List<Finding> findings = new ArrayList<>();
    private List<AwaitedValue> awaited = List.of();
    private @Nullable Output output;
    private String mapVersion = "";
    private @Nullable String heldBecause;
    private @Nullable String collectedUntil;
    private @Nullable Long transmissionId;
    private @Nullable Long setId;

    DeliveryDraft(long id, DocumentDraft document, SendingAgreement agreement) {
        this.id = id;
        this.document = document;
        this.agreement = agreement;
    }

    long id() {
        return id;
    }

    DocumentDraft document() {
        return document;
    }

    SendingAgreement agreement() {
        return agreement;
    }

    List<Finding> findings() {
        return findings;
    }

    void rendered(Output as, String version) {
        output = as;
        mapVersion = version;
    }

    @Nullable
    Output output() {
        return output;
    }

    String mapVersion() {
        return mapVersion;
    }

    /** It is not sent; a person sees why and decides. */
    void hold(String why) {
        heldBecause = why;
    }

    /** It is not written until lookup tables have these values. */
    void await(List<AwaitedValue> values) {
        awaited = values;
        hold(AwaitedValue.reason(values));
    }

    List<AwaitedValue> awaited() {
        return awaited;
    }

    @Nullable
    String heldBecause() {
        return heldBecause;
    }

    /** It leaves later, together with others. */
    void collect(String until) {
        collectedUntil = until;
    }

    /** When it leaves, in words; null if it leaves at once. */
    @Nullable
    String collectedUntil() {
        return collectedUntil;
    }

    /** True if it is ready to be put into an interchange now. */
    boolean leavesInInterchange() {
        return heldBecause == null && collectedUntil == null && output instanceof Output.Segments;
    }

    /** True if it waits neither for others nor for a window. */
    boolean isUrgent() {
        String kind = document.document().kind();
        return kind != null && agreement.urgent().contains(kind);
    }

    void carriedBy(long transmission) {
        transmissionId = transmission;
    }

    /** As a transaction set of the transmission. */
    void carriedBy(long transmission, long set) {
        transmissionId = transmission;
        setId = set;
    }

    @Nullable
    Long setId() {
        return setId;
    }

    @Nullable
    Long transmissionId() {
        return transmissionId;
    }
}
