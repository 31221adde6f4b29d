package io.lading.interchange;

/**
 * What a transaction set header says (ST; UNH).
 *
 * @param type ST01; UNH S009 0065: {@code 850}, {@code ORDERS}
 * @param controlNumber ST02; UNH 0062, as received
 * @param convention ST03 (005010 and later); the association code of UNH S009 (0057); empty if absent
 * @param release the release in force: ST03 if given, else GS08; for EDIFACT {@code D.96A}
 * @param ordinal the set's place in its group, from 1
 * @param offset of the set's first byte in the clear bytes
 */
public record SetHeader(
        String type, String controlNumber, String convention, String release, int ordinal, long offset) {

    /** The same, with the other's objects for equal texts: of an interchange of a million sets all headers are kept. */
    public SetHeader sharing(SetHeader other) {
        return new SetHeader(
                type.equals(other.type) ? other.type : type,
                controlNumber,
                convention.equals(other.convention) ? other.convention : convention,
                release.equals(other.release) ? other.release : release,
                ordinal,
                offset);
    }
}
