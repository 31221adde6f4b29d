package io.lading.validation;

import io.lading.syntax.SegmentTable;

/**
 * The segments by which syntax version 4 secures a message: headers behind UNH, trailers before UNT (ISO 9735-5). They belong
 * to no message, and each directory is without them.
 */
final class SecuritySegments {
    private static final int USH = SegmentTable.packTag("USH");
    private static final int USA = SegmentTable.packTag("USA");
    private static final int USC = SegmentTable.packTag("USC");
    private static final int USR = SegmentTable.packTag("USR");
    private static final int UST = SegmentTable.packTag("UST");
    private static final int UNT = SegmentTable.packTag("UNT");

    private SecuritySegments() {}

    static boolean isOne(int tag) {
        return tag == USH || tag == USA || tag == USC || tag == USR || tag == UST;
    }

    /** @param at the node of the last segment of the message itself, 0 for UNH */
    static boolean mayStand(SegmentTable table, int segment, int at) {
        if (at == 0 && table.tag(segment) != UST) {
            return true;
        }
        int next = segment;
        while (next < table.segmentCount() && (table.tag(next) == UST || table.tag(next) == USR)) {
            next++;
        }
        return next > segment && (next == table.segmentCount() || table.tag(next) == UNT);
    }
}
