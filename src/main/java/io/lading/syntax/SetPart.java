package io.lading.syntax;

/**
 * Which part of a set a table holds.
 *
 * @param lead so many segments repeat the beginning of the set; 0 in its first part
 * @param leadShift what is to be added to the offsets of those
 * @param passed how many segments came between them and the others of this part
 */
record SetPart(int lead, long leadShift, int passed) {
    static final SetPart WHOLE = new SetPart(0, 0, 0);

    /** The part after this one, for which the lead was moved by {@code shift} within its array. */
    SetPart next(int leading, int more, int shift) {
        return new SetPart(leading, leadShift - shift, passed + more);
    }

    int ordinal(int segment) {
        return segment < lead ? segment + 1 : segment + passed + 1;
    }

    /** What is to be added to the offsets of a segment. */
    long shift(int segment) {
        return segment < lead ? leadShift : 0;
    }
}
