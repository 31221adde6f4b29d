package io.lading.routing.process;

import io.lading.mapping.BusinessNumbers;
import io.lading.mapping.EdiSource;
import io.lading.mapping.InboundMap;
import io.lading.mapping.Lookups;
import io.lading.mapping.TextSource;
import io.lading.mapping.json.JsonMap;
import io.lading.partner.ReceivingAgreement;
import io.lading.syntax.SegmentTable;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.tracking.SetNumberRow;
import io.lading.tracking.SetState;
import io.lading.tracking.UnitOfWork;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the business numbers of sets of which no document was made, so that they are found by them as documents are. */
final class SetNumbers {
    private static final Logger log = LoggerFactory.getLogger(SetNumbers.class);
    private static final int HEAD = 4096;

    private SetNumbers() {}

    /** While its tokens are there; a set that has its numbers already is left alone. */
    static void find(Maps maps, InboundSet set) {
        if (!set.numbers().isEmpty()) {
            return;
        }
        try {
            set.numbered(read(maps, set));
        } catch (RuntimeException e) {
            // A map that throws was reported when it translated; without a number the set is found by its ids.
            log.debug(
                    "The numbers of a set of transmission {} cannot be read",
                    set.transmission().id(),
                    e);
        }
    }

    private static BusinessNumbers read(Maps maps, InboundSet set) {
        ReceivingAgreement agreement = set.agreement();
        Optional<InboundMap> map = agreement == null
                ? maps.usual(
                        set.group().interchange().header().standard(),
                        set.header().release(),
                        set.header().type())
                : maps.reading(agreement).map(Maps.Inbound::map);
        Lookups lookups = agreement == null ? Lookups.NONE : maps.lookups(agreement);
        SegmentTable table = set.table();
        if (table != null && map.orElse(null) instanceof InboundMap.OfSegments segments) {
            EdiSource source = TranslateStage.source(set, table);
            return segments.numbers(source, lookups);
        }
        byte[] bytes = set.transmission().bytes();
        if (set.isEnveloped() || bytes.length == 0) {
            return BusinessNumbers.NONE;
        }
        if (map.orElse(null) instanceof InboundMap.OfText text) {
            return text.numbers(TextSource.utf8(bytes, set.transmission().fileName()), lookups);
        }
        boolean json = SyntaxDetector.detect(bytes, Math.min(bytes.length, HEAD)) == SyntaxKind.JSON;
        return json ? JsonMap.numbers(bytes, "") : BusinessNumbers.NONE;
    }

    /** Of a set that ended without document; of one in parts with the first of them. */
    static void write(UnitOfWork unit, Maps maps, InboundTransmission transmission, InboundSet set) {
        CutPart part = set.only();
        boolean first = part == null || part.ordinal() == 1;
        if (!first || !isWithoutDocument(set.state()) || !set.documents().isEmpty()) {
            return;
        }
        find(maps, set);
        BusinessNumbers numbers = set.numbers();
        if (!numbers.isEmpty()) {
            List<String> all = numbers.numbers();
            unit.add(new SetNumberRow(set.id(), transmission.id(), numbers.documentType(), all.get(0), all));
        }
    }

    private static boolean isWithoutDocument(SetState state) {
        return switch (state) {
            case REJECTED, HELD, QUARANTINED, UNRECOGNISED, REPEATED -> true;
            case ACCEPTED, ACCEPTED_WITH_ERRORS, TRANSLATED, MATCHED, ORPHAN, ENVELOPED -> false;
        };
    }
}
