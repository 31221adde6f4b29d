package io.lading.routing.process;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.Severity;
import io.lading.mapping.AwaitedValue;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lineage;
import io.lading.mapping.Lookups;
import io.lading.mapping.OutboundMap;
import io.lading.mapping.Rendering;
import io.lading.mapping.WrittenOrigins;
import io.lading.partner.Agreement;
import io.lading.partner.Format;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import io.lading.syntax.SegmentRecording;
import io.lading.syntax.SegmentTable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
        WrittenCheck check =
                new WrittenCheck(batch.knowledge(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        batch.openSets().forEach(set -> {
            set.documents()
                    .forEach(document -> document.deliveries().forEach(delivery -> translate(maps, check, delivery)));
            set.reached(Stage.TRANSLATED_OUT);
        });
        batch.passed(Stage.TRANSLATED_OUT, clock.instant());
    }

    private void translate(Maps maps, WrittenCheck check, DeliveryDraft delivery) {
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
            write(maps, check, delivery, map.get());
        } catch (RuntimeException e) {
            log.error(
                    "The map {} failed on document {}",
                    map.get().id(),
                    delivery.document().id(),
                    e);
            delivery.hold("The map " + map.get().id() + " failed: " + e + ". Correct it and re-envelope.");
        }
    }

    private void write(Maps maps, WrittenCheck check, DeliveryDraft delivery, Maps.Outbound map) {
        Lookups lookups = lookups(maps, delivery.agreement());
        Document document = delivery.document().document();
        if (map.map() instanceof OutboundMap.OfText text) {
            Rendering rendering = text.write(document, lookups);
            note(delivery, rendering.findings());
            delivery.rendered(
                    new Output.Whole(rendering.bytes(), rendering.mediaType(), rendering.extension()), map.version());
        } else if (map.map() instanceof OutboundMap.OfSegments standard) {
            SegmentRecording recording = new SegmentRecording();
            String release = release(delivery.agreement());
            OutboundMap.OfSegments segments = check.schema(delivery, standard.setType())
                    .map(standard::against)
                    .orElse(standard);
            List<Finding> findings = segments.write(document, recording, release, lookups);
            delivery.rendered(new Output.Segments(recording, segments.setType()), map.version());
            List<Finding> faults = isRefused(findings) ? List.of() : check.check(delivery);
            if (!hasWorseThanNotes(findings) && faults.isEmpty()) {
                note(delivery, findings);
                return;
            }
            WrittenOrigins origins = new WrittenOrigins(
                    faults.isEmpty() ? Lineage.NONE : segments.lineage(document, release, lookups),
                    read(maps, delivery.document()),
                    TranslateStage.place(delivery.document().set()));
            note(delivery, origins.traced(findings));
            refuse(delivery, origins.traced(faults));
        }
    }

    /** Notes are many, and tell the field; the element it came from is worked out for what a person must see to. */
    private static boolean hasWorseThanNotes(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE);
    }

    private static boolean isRefused(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** Where the fields were read, if that was a transaction set whose tokens are still here. */
    private Lineage read(Maps maps, DocumentDraft draft) {
        SegmentTable table = draft.set().table();
        ReceivingAgreement agreement = draft.set().agreement();
        if (table == null || agreement == null) {
            return Lineage.NONE;
        }
        return maps.reading(agreement)
                .map(Maps.Inbound::map)
                .filter(InboundMap.OfSegments.class::isInstance)
                .map(InboundMap.OfSegments.class::cast)
                .map(reader -> reader.lineage(TranslateStage.source(draft.set(), table), lookups(maps, agreement))
                        .ofDocument(draft.ordinal() - 1))
                .orElse(Lineage.NONE);
    }

    private Lookups lookups(Maps maps, Agreement agreement) {
        return maps.lookups(agreement).at(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** The partner would refuse it; who reads this can change what we write, not what the sender sent. */
    private static void refuse(DeliveryDraft delivery, List<Finding> faults) {
        delivery.findings().addAll(faults);
        faults.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .ifPresent(fault -> delivery.hold(fault.position() + ": expected " + fault.expected() + ", found "
                        + (fault.found().isEmpty() ? "nothing" : fault.quoted())
                        + ". Correct the map or a lookup table, or allow it in the partner's guide, and re-envelope."));
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
