package io.lading.interchange;

/**
 * What an interchange header (ISA; UNB) says, with fixed-width padding removed.
 *
 * @param standard X12 or EDIFACT
 * @param senderQualifier ISA05; UNB S002 0007
 * @param sender ISA06; UNB S002 0004
 * @param receiverQualifier ISA07; UNB S003 0007
 * @param receiver ISA08; UNB S003 0010
 * @param date ISA09 or UNB S004 0017, as received
 * @param time ISA10 or UNB S004 0019, as received
 * @param version ISA12; UNB S001 as {@code UNOC:3}
 * @param controlNumber ISA13; UNB 0020, as received
 * @param acknowledgementRequested ISA14 = 1; UNB 0031 = 1
 * @param usage ISA15; UNB 0035
 * @param delimiters the service characters in force
 * @param senderAddress UNB S002 0008, the address for routing within the sender; empty in X12
 * @param receiverAddress UNB S003 0014, the address for routing within the receiver; empty in X12
 * @param application UNB 0026; empty in X12
 * @param offset of the first byte (ISA; UNA, or UNB without UNA) in the clear bytes of the transmission
 */
public record InterchangeHeader(
        Standard standard,
        String senderQualifier,
        String sender,
        String receiverQualifier,
        String receiver,
        String date,
        String time,
        String version,
        String controlNumber,
        boolean acknowledgementRequested,
        Usage usage,
        Delimiters delimiters,
        String senderAddress,
        String receiverAddress,
        String application,
        long offset) {

    /** A header that knows no addresses within sender and receiver, as in X12. */
    public InterchangeHeader(
            Standard standard,
            String senderQualifier,
            String sender,
            String receiverQualifier,
            String receiver,
            String date,
            String time,
            String version,
            String controlNumber,
            boolean acknowledgementRequested,
            Usage usage,
            Delimiters delimiters,
            long offset) {
        this(
                standard,
                senderQualifier,
                sender,
                receiverQualifier,
                receiver,
                date,
                time,
                version,
                controlNumber,
                acknowledgementRequested,
                usage,
                delimiters,
                "",
                "",
                "",
                offset);
    }

    /** True in EDIFACT of syntax version 4 (UNB 0002). */
    public boolean isSyntaxFour() {
        return standard == Standard.EDIFACT && version.indexOf(":4") >= 0;
    }
}
