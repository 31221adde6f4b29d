package io.lading.interchange;

/**
 * What a functional group header says (GS; UNG). EDIFACT interchanges without UNG have one implicit group of empty values.
 *
 * @param functionalId GS01; UNG 0038
 * @param sender GS02; UNG S006
 * @param receiver GS03; UNG S007
 * @param date GS04, as received
 * @param time GS05, as received
 * @param controlNumber GS06; UNG 0048, as received
 * @param agency GS07 ({@code X} or {@code T})
 * @param release GS08: release and industry, {@code 004010}, {@code 004010VICS}
 * @param offset of the group's first byte in the clear bytes
 */
public record GroupHeader(
        String functionalId,
        String sender,
        String receiver,
        String date,
        String time,
        String controlNumber,
        String agency,
        String release,
        long offset) {}
