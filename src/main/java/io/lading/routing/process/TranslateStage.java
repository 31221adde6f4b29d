package io.lading.routing.process;

import io.lading.document.Document;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.mapping.AwaitedValue;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.TextSource;
import io.lading.mapping.Translation;
import io.lading.partner.ReceivingAgreement;
import io.lading.syntax.SegmentTable;
import io.lading.tracking.Ids;
import io.lading.tracking.SetState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns accepted transaction sets into documents by the map their agreement names. */
public final class TranslateStage {
    private static final Logger log = LoggerFactory.getLogger(TranslateStage.class);

    private final Ids ids;
    private final Clock clock;

    public TranslateStage(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void translate(Batch batch) {
        batch.openSets().toList().forEach(set -> translate(batch.knowledge().maps(), set));
        batch.passed(Stage.TRANSLATED, clock.instant());
    }

    private void translate(Maps maps, InboundSet set) {
        ReceivingAgreement agreement = set.agreement();
        if (agreement == null) {
            return;
        }
        Optional<Maps.Inbound> map = maps.reading(agreement);
        if (map.isEmpty()) {
            set.end(
                    SetState.QUARANTINED,
                    "The agreement " + agreement.id() + " needs a map that is not there; add it and reprocess.");
            return;
        }
        Translation translation = read(
                set, map.get().map(), maps.lookups(agreement).at(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        if (translation == null) {
            return;
        }
        translation.findings().stream()
                .filter(finding -> finding.code() != FindingCode.COUNT_MISMATCH || !finding.isToldBy(set.findings()))
                .forEach(set.findings()::add);
        int ordinal = set.documentsBefore() + 1;
        for (Document document : translation.documents()) {
            set.documents()
                    .add(new DocumentDraft(
                            ids.next(),
                            set,
                            ordinal++,
                            document,
                            map.get().id(),
                            map.get().version(),
                            translation.unused()));
        }
        set.reached(Stage.TRANSLATED);
        set.become(SetState.TRANSLATED);
        List<AwaitedValue> awaited = AwaitedValue.of(translation.findings());
        if (!awaited.isEmpty()) {
            set.await(awaited);
            return;
        }
        firstError(translation).ifPresent(error -> {
            if (set.documents().isEmpty()) {
                set.end(SetState.QUARANTINED, error.sentence());
            }
        });
    }

    /** A map that throws is at fault itself: the set waits, and the others go on. */
    private static @Nullable Translation read(InboundSet set, InboundMap map, Lookups lookups) {
        try {
            SegmentTable table = set.table();
            if (map instanceof InboundMap.OfSegments segments && table != null) {
                return segments.read(source(set, table), lookups);
            }
            if (map instanceof InboundMap.OfText text && table == null) {
                return text.read(
                        TextSource.of(
                                set.transmission().bytes(),
                                set.transmission().fileName(),
                                set.transmission().facts().mediaType()),
                        lookups);
            }
            set.end(SetState.QUARANTINED, "The agreement's map does not read what was sent; correct the agreement.");
            return null;
        } catch (RuntimeException e) {
            log.error("A map failed on transmission {}", set.transmission().id(), e);
            set.end(SetState.QUARANTINED, "The map failed: " + e + ". Correct it and reprocess.");
            return null;
        }
    }

    static EdiSource source(InboundSet set, SegmentTable table) {
        return new EdiSource(table, place(set), set.header().release());
    }

    static Position place(InboundSet set) {
        InterchangeHeader interchange = set.group().interchange().header();
        return new Position(
                set.transmission().fileName(),
                interchange.controlNumber(),
                set.group().header().controlNumber(),
                set.header().controlNumber(),
                set.header().type(),
                null,
                0,
                0,
                0,
                0,
                null,
                set.header().offset());
    }

    private static Optional<Finding> firstError(Translation translation) {
        return translation.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst();
    }
}
