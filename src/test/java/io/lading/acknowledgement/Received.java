package io.lading.acknowledgement;

import io.lading.interchange.Delimiters;
import io.lading.interchange.Finding;
import io.lading.interchange.FindingCode;
import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import io.lading.interchange.Position;
import io.lading.interchange.SetHeader;
import io.lading.interchange.Standard;
import io.lading.interchange.Usage;
import io.lading.schema.Schema;
import io.lading.syntax.InterchangeListener.Trailer;
import io.lading.syntax.SegmentTable;
import io.lading.validation.Schemas;
import io.lading.validation.SetContext;
import io.lading.validation.Validator;
import io.lading.validation.X12Text;
import org.jspecify.annotations.Nullable;

/** An interchange as it might have been received, built set by set out of EDI text. */
final class Received {
    private final String release;
    private final OutcomeCollector collector;
    private @Nullable Schema guided;
    private int sets;
    private long offset;

    private Received(String release, boolean acknowledgementRequested) {
        this.release = release;
        this.collector = new OutcomeCollector(header(acknowledgementRequested));
    }

    static Received interchange(String release) {
        return new Received(release, false);
    }

    static Received askingForTa1(String release) {
        return new Received(release, true);
    }

    /** The sets that follow are held against this schema. */
    Received guidedBy(Schema schema) {
        guided = schema;
        return this;
    }

    private static InterchangeHeader header(boolean acknowledgementRequested) {
        return new InterchangeHeader(
                Standard.X12,
                "ZZ",
                "BUYER01",
                "ZZ",
                "SUPPLIER01",
                "261001",
                "1200",
                "00401",
                "000000905",
                acknowledgementRequested,
                Usage.PRODUCTION,
                Delimiters.X12_USUAL,
                0);
    }

    Received group(String functionalId, String controlNumber) {
        collector.groupStarted(new GroupHeader(
                functionalId, "BUYER01", "SUPPLIER01", "20261001", "1200", controlNumber, "X", release, offset));
        sets = 0;
        return this;
    }

    /** A set of this interchange's release; ST to SE. */
    Received set(String text) {
        return set(text, true);
    }

    Received setWithoutTrailer(String text) {
        return set(text, false);
    }

    private Received set(String text, boolean complete) {
        SegmentTable table = X12Text.table(text);
        SetHeader read = X12Text.header(table, release);
        SetHeader header =
                new SetHeader(read.type(), read.controlNumber(), read.convention(), release, ++sets, ++offset);
        Schema schema = guided != null
                ? guided
                : Schemas.catalog().find(Standard.X12, release, header.type()).orElse(null);
        collector.set(
                header,
                complete,
                schema,
                schema == null
                        ? java.util.List.of(Finding.error(
                                FindingCode.SET_NOT_SUPPORTED,
                                at("1", header, "ST", 1, 1),
                                "a set we know",
                                header.type()))
                        : new Validator().validate(new SetContext("in.edi", "000000905", "1"), header, table, schema));
        return this;
    }

    /** A finding of the reader about the last set, the last group or the interchange. */
    Received finding(FindingCode code, @Nullable String group, @Nullable String set, String segment, int element) {
        Position position = new Position(
                "in.edi", "000000905", group, set, set == null ? null : "850", segment, 1, element, 0, 0, null, offset);
        collector.finding(Finding.error(code, position, "something else", "?"));
        return this;
    }

    private static Position at(String group, SetHeader set, String segment, int ordinal, int element) {
        return new Position(
                "in.edi",
                "000000905",
                group,
                set.controlNumber(),
                set.type(),
                segment,
                ordinal,
                element,
                0,
                0,
                null,
                set.offset());
    }

    Received groupEnd(long declared) {
        collector.groupEnded(new Trailer(declared, sets, "1", offset));
        return this;
    }

    Received groupWithoutTrailer() {
        collector.groupEnded(null);
        return this;
    }

    InterchangeOutcome end() {
        return collector.ended(new Trailer(1, 1, "000000905", offset));
    }

    InterchangeOutcome endWithoutTrailer() {
        return collector.ended(null);
    }
}
