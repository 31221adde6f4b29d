package io.lading.interchange;

/**
 * What can be wrong, one internal vocabulary for all standards. The acknowledgement package pairs each with the codes of
 * TA1, 997 and 999, and CONTRL.
 */
public enum FindingCode {
    // The bytes.
    EMPTY_INPUT("Send the file again; nothing but blanks arrived."),
    NOT_EDI(
            "If this is a format the hub should read, add a map and an agreement for it; else ask the sender what was sent."),
    UNSUPPORTED_TYPE("The hub does not know this type of document; ask for a schema or a map to be added."),
    TRUNCATED("Nothing after this point was processed; ask the sender to transmit the whole file again."),
    CHARACTER_NOT_ALLOWED("Ask the sender which character set they use and whether the file was changed on its way."),
    DATA_BETWEEN_INTERCHANGES("Ask the sender to remove what stands between the interchanges; it was not read."),
    // The interchange.
    ENVELOPE_MALFORMED("Ask the sender to correct the interchange header; its fields have fixed places and widths."),
    LINES_WRAPPED(
            "Ask the sender to leave the file unwrapped, or set `tolerant: true` in the agreement: the lines are joined"
                    + " and read either way, but only then accepted."),
    DELIMITER_UNUSABLE("Ask the sender to choose delimiters that are neither letters, digits nor equal to each other."),
    VERSION_NOT_SUPPORTED("Ask the sender to use a version agreed between you."),
    CONTROL_NUMBER_MALFORMED("Ask the sender to write the control number as the standard asks."),
    INTERCHANGE_TRAILER_MISSING("The file ends before its trailer; ask the sender to transmit the whole file again."),
    INTERCHANGE_CONTROL_NUMBER_MISMATCH(
            "Header and trailer must carry the same control number; ask the sender to correct it."),
    GROUP_COUNT_WRONG("The interchange's trailer counts wrongly; ask the sender whether something is missing."),
    DUPLICATE_INTERCHANGE(
            "This control number was received before with other content; ask the sender which of the two counts."),
    SENDER_UNKNOWN("Add the sender's identifier to a partner, or ask the sender to correct it."),
    RECEIVER_UNKNOWN("Ask the sender to correct the receiver, or add the identifier to our own."),
    SENDER_NOT_CARRIED(
            "The connection may not carry this sender; check who sent it before adding the identifier to the connection."),
    // The functional group.
    GROUP_HEADER_MALFORMED("Ask the sender to correct the group header."),
    GROUP_TRAILER_MISSING("Ask the sender to close each functional group before the next."),
    GROUP_CONTROL_NUMBER_MISMATCH(
            "Group header and trailer must carry the same control number; ask the sender to correct it."),
    SET_COUNT_WRONG(
            "The group's trailer counts other transaction sets than were sent; ask the sender whether something is missing."),
    GROUP_NOT_SUPPORTED("No agreement covers this kind of group; add one, or ask the sender not to send it."),
    DUPLICATE_GROUP(
            "A group control number may be used once in an interchange; ask the sender to number groups apart."),
    GROUPS_MIXED("Ask the sender to put either all messages of an interchange into groups, or none."),
    // The transaction set.
    SET_NOT_SUPPORTED("No agreement or schema covers this transaction set; add one, or ask the sender not to send it."),
    SET_NOT_IN_GROUP("Ask the sender to put this transaction set into a group of its own kind."),
    SET_HEADER_MALFORMED("Ask the sender to correct the transaction set header."),
    SET_TRAILER_MISSING("Ask the sender to close each transaction set before the next."),
    SET_CONTROL_NUMBER_MISMATCH(
            "Set header and trailer must carry the same control number; ask the sender to correct it."),
    SEGMENT_COUNT_WRONG(
            "The trailer counts other segments than were sent; ask the sender whether something is missing."),
    DUPLICATE_SET("A set control number may be used once in a group; ask the sender to number transaction sets apart."),
    SET_TOO_LARGE("The transaction set is larger than the hub takes in one piece; ask the sender to split it."),
    PACKAGE_KEPT("Nothing need be done; the object stays with the transmission, and no map reads it."),
    // Segments.
    SEGMENT_UNKNOWN("Ask the sender to leave the segment out, or allow it in the partner's guide."),
    SEGMENT_NOT_IN_SET("Ask the sender to leave the segment out; this kind of document does not have it."),
    SEGMENT_UNEXPECTED("Ask the sender to move or remove the segment; it has no place here."),
    SEGMENT_MISSING("Ask the sender to add the mandatory segment."),
    SEGMENT_OUT_OF_ORDER("Ask the sender to put the segments into the order of the standard."),
    SEGMENT_TOO_OFTEN("Ask the sender to send the segment less often."),
    LOOP_TOO_OFTEN("Ask the sender to split the document; the loop repeats more often than allowed."),
    SEGMENT_EMPTY("Ask the sender to leave out segments that carry no data."),
    // Levels.
    HIERARCHY_NUMBER_REPEATED("Ask the sender to number the levels apart; what refers to this number is not clear."),
    HIERARCHY_NUMBER_OUT_OF_ORDER("Nothing need be done; the numbers are apart, though they do not count up from one."),
    HIERARCHY_PARENT_UNKNOWN(
            "Ask the sender to put each level behind the one it belongs to, and to refer to that one."),
    HIERARCHY_LEVEL_WRONG("Ask the sender to nest the levels as the structure they name says."),
    HIERARCHY_CHILDREN_WRONG("Ask the sender to say rightly whether levels follow below; a level may have been lost."),
    // Elements.
    ELEMENT_MISSING("Ask the sender to fill the mandatory element."),
    ELEMENT_CONDITION_BROKEN("Ask the sender to send these elements together as the standard's condition asks."),
    ELEMENT_EXCLUDED("Ask the sender to send only one of these elements."),
    ELEMENT_FORBIDDEN("Ask the sender to leave the element out, or allow it in the partner's guide."),
    SEPARATOR_SURPLUS("Ask the sender to leave out separators after the last value of a segment."),
    ELEMENT_TOO_MANY("Ask the sender to remove the surplus elements."),
    COMPONENT_TOO_MANY("Ask the sender to remove the surplus components."),
    REPETITION_TOO_MANY("Ask the sender to repeat the element less often."),
    ELEMENT_TOO_SHORT("Ask the sender to fill the value to the least length."),
    ELEMENT_TOO_LONG("Ask the sender to shorten the value, or relax the length in the partner's guide."),
    NUMBER_MALFORMED("Ask the sender to send digits only, with one decimal mark at most."),
    DATE_MALFORMED("Ask the sender to send a date that exists, in the order expected."),
    TIME_MALFORMED("Ask the sender to send a time that exists, in the form expected."),
    CODE_NOT_ALLOWED("Ask the sender to use an agreed code, or add the code to the partner's guide."),
    // Maps and business rules.
    FIELD_MISSING("Fill the field in the source, or give the map a default."),
    VALUE_NOT_MAPPED("Add the value to the lookup table; the document runs again when it is there."),
    VALUE_AWAITED("Add the value to the lookup table; the document waits and goes on by itself when it is there."),
    VALUE_NOT_USABLE("Correct the value in the source, or change the map."),
    COUNT_MISMATCH("The document's own count differs from its lines; ask the sender whether a line is missing."),
    MAP_FAILED("Correct the map; the document is kept and can be reprocessed."),
    ELEMENT_NOT_USED("No rule of the map takes this element; add one if it matters."),
    FIELD_NOT_WRITTEN("No rule of the map writes this field; add one if the receiver needs it."),
    RECORD_NOT_WRITTEN(
            "The set has room for one record of this list; send each in a document of its own, or add a rule such as 'to: responses[1..]'."),
    VALUE_SUPPLIED(
            "Nothing need be done: the set cannot go without the value, so it was counted or taken from the agreement's"
                    + " defaults. Fill the field in the source if it should be another."),
    VALUE_LEFT_OUT(
            "The set has no room for the value as it is; shorten it in the source, or relax the rule in the partner's guide."),
    SEGMENT_LEFT_OUT(
            "The set cannot have the segment without it; fill the field in the source, add its code to the lookup table,"
                    + " or give the agreement a default."),
    BUSINESS_DUPLICATE("A document of this number was received before; ask the sender whether it is meant twice."),
    REFUSED_BY_PARTNER("Correct the document or its map and send it again; the partner did not take it as it was."),
    USAGE_NOT_ALLOWED(
            "Test documents do not go to production destinations; send it again marked as production, or use a test destination.");

    private final String advice;

    FindingCode(String advice) {
        this.advice = advice;
    }

    /** What the reader of the finding should do, as a sentence. */
    public String advice() {
        return advice;
    }
}
