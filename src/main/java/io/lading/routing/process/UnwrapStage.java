package io.lading.routing.process;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.syntax.InterchangeReader;
import io.lading.syntax.ReaderOptions;
import io.lading.syntax.SyntaxDetector;
import io.lading.syntax.SyntaxKind;
import io.lading.tracking.Ids;
import io.lading.tracking.TransmissionState;
import java.time.Clock;

/** Takes transmissions apart into interchanges, groups and transaction sets, with their byte offsets. */
public final class UnwrapStage {
    private final Ids ids;
    private final Clock clock;

    public UnwrapStage(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void unwrap(Batch batch) {
        batch.open().forEach(this::unwrap);
        batch.passed(Stage.UNWRAPPED, clock.instant());
    }

    private void unwrap(InboundTransmission transmission) {
        byte[] bytes = transmission.bytes();
        SyntaxKind syntax = SyntaxDetector.detect(bytes, bytes.length);
        switch (syntax) {
            case X12, EDIFACT -> readInterchanges(transmission);
            case XML, JSON, TEXT -> wrap(transmission, syntax);
            case UNKNOWN, EMPTY -> refuse(transmission, syntax);
        }
    }

    private void readInterchanges(InboundTransmission transmission) {
        Collector collector = new Collector(transmission, ids);
        InterchangeReader.read(
                transmission.bytes(),
                ReaderOptions.strict(transmission.fileName() == null ? "" : transmission.fileName()),
                collector);
        collector.done();
        if (transmission.interchanges().isEmpty()) {
            String why = transmission.findings().isEmpty()
                    ? "No interchange was found in it."
                    : transmission.findings().get(0).sentence();
            transmission.end(TransmissionState.UNRECOGNISED, why);
        }
    }

    /** A document without an envelope gets one of each, so that everything downstream knows one shape only. */
    private void wrap(InboundTransmission transmission, SyntaxKind syntax) {
        long end = transmission.bytes().length;
        String number = io.lading.tracking.RecordId.text(transmission.id());
        InterchangeHeader header = new InterchangeHeader(
                Standard.X12,
                "",
                "",
                "",
                "",
                "",
                "",
                syntax.name(),
                number,
                false,
                Usage.PRODUCTION,
                Delimiters.X12_USUAL,
                0);
        InboundInterchange interchange = new InboundInterchange(ids.next(), 1, header);
        interchange.ended(null, end);
        InboundGroup group =
                new InboundGroup(ids.next(), 1, interchange, new GroupHeader("", "", "", "", "", "", "", "", 0));
        SetHeader set = new SetHeader(syntax.name(), number, "", "", 1, 0);
        group.sets().add(new InboundSet(ids.next(), transmission, group, set, null, true, end));
        interchange.groups().add(group);
        transmission.interchanges().add(interchange);
    }

    private static void refuse(InboundTransmission transmission, SyntaxKind syntax) {
        FindingCode code = syntax == SyntaxKind.EMPTY ? FindingCode.EMPTY_INPUT : FindingCode.NOT_EDI;
        Finding finding = Finding.error(
                code,
                Position.atOffset(0).inFile(transmission.fileName()),
                "a document: X12, EDIFACT, XML, JSON or text",
                syntax == SyntaxKind.EMPTY ? "" : "bytes of no known form");
        transmission.findings().add(finding);
        transmission.end(TransmissionState.UNRECOGNISED, finding.message());
    }
}
