package io.lading.acknowledgement;

import io.lading.interchange.InterchangeHeader;
import io.lading.syntax.SegmentSink;

/**
 * A TA1: what we say, or a partner says, about one interchange.
 *
 * @param controlNumber TA101: ISA13 of the interchange that is answered
 * @param date TA102: its ISA09
 * @param time TA103: its ISA10
 * @param disposition TA104
 * @param note TA105
 */
public record InterchangeAcknowledgement(
        String controlNumber, String date, String time, Disposition disposition, String note) {

    /** What a decision says, quoting the header that is answered. */
    public static InterchangeAcknowledgement of(InterchangeDecision decision) {
        InterchangeHeader header = decision.outcome().header();
        return new InterchangeAcknowledgement(
                EchoedText.number(header.controlNumber(), 9, 9),
                EchoedText.number(header.date(), 6, 6),
                EchoedText.number(header.time(), 4, 4),
                decision.disposition(),
                decision.note());
    }

    /** Writes the TA1 segment, which stands between ISA and the first GS, or IEA. */
    public void write(SegmentSink sink) {
        sink.begin("TA1");
        sink.element(1, controlNumber);
        sink.element(2, date);
        sink.element(3, time);
        sink.element(4, disposition.code());
        sink.element(5, note);
        sink.end();
    }
}
