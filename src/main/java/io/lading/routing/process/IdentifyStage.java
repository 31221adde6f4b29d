package io.lading.routing.process;

import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.Severity;
import io.lading.interchange.Standard;
import io.lading.partner.Community;
import io.lading.partner.Connection;
import io.lading.partner.Format;
import io.lading.partner.Identification;
import io.lading.partner.Identification.Refused;
import io.lading.tracking.InterchangeState;
import io.lading.tracking.SetState;
import io.lading.tracking.TransmissionState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Finds who speaks and which agreement each transaction set falls under; what nobody agreed to goes into the bin. */
public final class IdentifyStage {
    private final DuplicateCheck duplicates;
    private final Clock clock;

    public IdentifyStage(Clock clock) {
        this.duplicates = new DuplicateCheck(clock);
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void identify(Batch batch) {
        Community now = batch.knowledge().community();
        batch.open().forEach(transmission -> identify(now, transmission));
        tellRepeats(batch);
        batch.openSets().forEach(set -> set.reached(Stage.IDENTIFIED));
        batch.passed(Stage.IDENTIFIED, clock.instant());
    }

    /** Tells repeats from new interchanges, once all sets of a batch are identified. */
    void tellRepeats(Batch batch) {
        duplicates.check(batch);
    }

    static void endWithoutConnection(InboundTransmission transmission) {
        transmission.end(
                TransmissionState.UNRECOGNISED,
                "The connection " + transmission.facts().connection()
                        + " is no longer configured; configure it again and reprocess.");
    }

    private static void identify(Community community, InboundTransmission transmission) {
        Optional<Connection> connection =
                community.connection(transmission.facts().connection());
        if (connection.isEmpty()) {
            endWithoutConnection(transmission);
            return;
        }
        for (InboundInterchange interchange : transmission.interchanges()) {
            if (isWithoutEnvelope(interchange)) {
                interchange.sets().forEach(set -> identifyDocument(community, connection.get(), set));
            } else {
                identifyInterchange(community, connection.get(), transmission, interchange);
            }
        }
    }

    /** One set by itself, of an interchange that is never there as a whole. */
    static void identify(Community community, Connection connection, InboundSet set) {
        InboundInterchange interchange = set.group().interchange();
        Identification parties = community.identifyParties(connection, interchange.header());
        if (parties instanceof Refused && isMisspelt(interchange)) {
            return;
        }
        if (parties instanceof Refused refused) {
            Finding finding = finding(
                    refused,
                    set.transmission(),
                    interchange.header(),
                    interchange.header().offset());
            if (!interchange.isStopped()) {
                interchange.findings().add(finding);
                interchange.stop(InterchangeState.UNRECOGNISED);
            }
            set.identified(refused);
            set.end(SetState.UNRECOGNISED, finding.message());
            return;
        }
        identifySet(community, connection, set);
        Tolerated.apply(set);
    }

    private static void identifyInterchange(
            Community community,
            Connection connection,
            InboundTransmission transmission,
            InboundInterchange interchange) {
        Identification parties = community.identifyParties(connection, interchange.header());
        if (parties instanceof Refused && isMisspelt(interchange)) {
            return;
        }
        if (parties instanceof Refused refused) {
            Finding finding = finding(
                    refused,
                    transmission,
                    interchange.header(),
                    interchange.header().offset());
            interchange.findings().add(finding);
            interchange.stop(InterchangeState.UNRECOGNISED);
            interchange.sets().forEach(set -> {
                set.identified(refused);
                set.end(SetState.UNRECOGNISED, finding.message());
            });
            return;
        }
        interchange.sets().forEach(set -> identifySet(community, connection, set));
        Tolerated.apply(interchange);
    }

    /**
     * True if a party's identifier has characters that none can have: it is nobody's, so it is rejected for that by the
     * standard's answer, to the partner whose connection it came through.
     */
    private static boolean isMisspelt(InboundInterchange interchange) {
        return interchange.sets().findAny().isPresent()
                && interchange.findings().stream().anyMatch(IdentifyStage::isAboutCharactersOfAParty);
    }

    private static boolean isAboutCharactersOfAParty(Finding finding) {
        if (finding.code() != FindingCode.CHARACTER_NOT_ALLOWED || finding.severity() != Severity.ERROR) {
            return false;
        }
        int element = finding.position().element();
        if ("ISA".equals(finding.position().segment())) {
            return element >= 5 && element <= 8;
        }
        return "UNB".equals(finding.position().segment()) && (element == 2 || element == 3);
    }

    private static void identifySet(Community community, Connection connection, InboundSet set) {
        InterchangeHeader header = set.group().interchange().header();
        Identification found =
                community.identify(connection, header, set.group().header(), set.header());
        set.identified(found);
        if (found instanceof Refused refused) {
            Finding finding =
                    finding(refused, set.transmission(), header, set.header().offset());
            attach(set, finding);
            set.end(SetState.UNRECOGNISED, finding.message());
            return;
        }
        Optional<String> refusal = community.refusal(connection, header.usage());
        refusal.ifPresent(why -> set.end(SetState.HELD, why));
    }

    /** A group of a kind or release that nobody agreed to is refused as a group, and once (AK905). */
    private static void attach(InboundSet set, Finding finding) {
        boolean inX12 = set.group().interchange().header().standard() == Standard.X12;
        boolean ofGroup = inX12
                && (finding.code() == FindingCode.GROUP_NOT_SUPPORTED
                        || finding.code() == FindingCode.VERSION_NOT_SUPPORTED);
        if (!ofGroup) {
            set.findings().add(finding.withPosition(setPosition(set)));
            return;
        }
        List<Finding> known = set.group().findings();
        if (known.stream().noneMatch(other -> other.code() == finding.code())) {
            Position at = finding.position();
            known.add(finding.withPosition(new Position(
                    at.file(),
                    at.interchange(),
                    set.group().header().controlNumber(),
                    null,
                    null,
                    "GS",
                    0,
                    0,
                    0,
                    0,
                    null,
                    set.group().header().offset())));
        }
    }

    private static void identifyDocument(Community community, Connection connection, InboundSet set) {
        Format.Content content = Format.Content.valueOf(set.header().type());
        Identification found = community.identifyDocument(connection, content);
        set.identified(found);
        if (found instanceof Refused refused) {
            Finding finding = finding(
                    refused, set.transmission(), set.group().interchange().header(), 0);
            set.findings().add(finding);
            set.end(SetState.UNRECOGNISED, finding.message());
            set.group().interchange().stop(InterchangeState.UNRECOGNISED);
        }
    }

    /** True for the interchange that stands for a document without one. */
    static boolean isWithoutEnvelope(InboundInterchange interchange) {
        return interchange.sets().anyMatch(set -> !set.isEnveloped());
    }

    private static Position setPosition(InboundSet set) {
        return new Position(
                set.transmission().fileName(),
                set.group().interchange().header().controlNumber(),
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

    private static Finding finding(
            Refused refused, InboundTransmission transmission, InterchangeHeader header, long offset) {
        Position position = new Position(
                transmission.fileName(), header.controlNumber(), null, null, null, null, 0, 0, 0, 0, null, offset);
        return Finding.error(refused.code(), position, refused.expected(), refused.found());
    }
}
