package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.mapping.AwaitedValue;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.partner.Format;
import io.lading.partner.SendingAgreement;
import io.lading.syntax.SegmentRecording;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns documents into each receiver's format. What cannot be written is held at that destination alone. */
public final class TranslateOutStage {
    private static final Logger log = LoggerFactory.getLogger(TranslateOutStage.class);
    private static final String JSON = "application/json";

    private final Clock clock;

    public TranslateOutStage(Clock clock) {
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void translate(Batch batch) {
        Maps maps = batch.knowledge().maps();
        batch.openSets().forEach(set -> {
            set.documents().forEach(document -> document.deliveries().forEach(delivery -> translate(maps, delivery)));
            set.reached(Stage.TRANSLATED_OUT);
        });
        batch.passed(Stage.TRANSLATED_OUT, clock.instant());
    }

    private void translate(Maps maps, DeliveryDraft delivery) {
        if (delivery.heldBecause() != null) {
            return;
        }
        SendingAgreement agreement = delivery.agreement();
        if (agreement.format() instanceof Format.CanonicalJson
                && agreement.map().isEmpty()) {
            delivery.rendered(new Output.Whole(delivery.document().canonical(), JSON, "json"), "");
            return;
        }
        Optional<Maps.Outbound> map = maps.writing(agreement);
        if (map.isEmpty()) {
            delivery.hold(
                    "The agreement " + agreement.id() + " needs a map that is not there; add it and re-envelope.");
            return;
        }
        try {
            write(
                    delivery,
                    map.get(),
                    maps.lookups(agreement).at(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        } catch (RuntimeException e) {
            log.error(
                    "The map {} failed on document {}",
                    map.get().id(),
                    delivery.document().id(),
                    e);
            delivery.hold("The map " + map.get().id() + " failed: " + e + ". Correct it and re-envelope.");
        }
    }

    private static void write(DeliveryDraft delivery, Maps.Outbound map, Lookups lookups) {
        if (map.map() instanceof OutboundMap.OfText text) {
            Rendering rendering = text.write(delivery.document().document(), lookups);
            note(delivery, rendering.findings());
            delivery.rendered(
                    new Output.Whole(rendering.bytes(), rendering.mediaType(), rendering.extension()), map.version());
        } else if (map.map() instanceof OutboundMap.OfSegments segments) {
            SegmentRecording recording = new SegmentRecording();
            List<Finding> findings =
                    segments.write(delivery.document().document(), recording, release(delivery.agreement()), lookups);
            note(delivery, findings);
            delivery.rendered(new Output.Segments(recording, segments.setType()), map.version());
        }
    }

    private static void note(DeliveryDraft delivery, List<Finding> findings) {
        delivery.findings().addAll(findings);
        List<AwaitedValue> awaited = AwaitedValue.of(findings);
        if (!awaited.isEmpty()) {
            delivery.await(awaited);
            return;
        }
        findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .ifPresent(error -> delivery.hold(error.sentence()));
    }

    private static String release(SendingAgreement agreement) {
        return agreement.format() instanceof Format.Edi edi ? edi.release() : "";
    }
}
