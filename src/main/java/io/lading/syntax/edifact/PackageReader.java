package io.lading.syntax.edifact;

import io.lading.syntax.ByteWindow;
import io.lading.syntax.ControlNumbers;
import io.lading.syntax.InterchangeListener;
import io.lading.syntax.SegmentTable;

/**
 * Passes a package of syntax version 4 by (ISO 9735-8): UNO, security segments, an object of so many bytes that may be
 * anything, and UNP. The object is handed to the listener as it stands and is not looked into.
 */
final class PackageReader {
    /** UNO S022, the status of the object: its length, and the number of segments before it. */
    private static final int STATUS = 4;

    private static final int SEGMENTS_BEFORE = 2;
    /** UNO 0800. */
    private static final int REFERENCE = 1;

    private final InterchangeListener listener;
    private final Envelope envelope;
    private boolean open;
    private String reference = "";
    private long length;
    private long segmentsBefore;
    private long objectLeft;

    PackageReader(InterchangeListener listener, Envelope envelope) {
        this.listener = listener;
        this.envelope = envelope;
    }

    void begin() {
        open = false;
        objectLeft = 0;
        segmentsBefore = 0;
    }

    boolean isOpen() {
        return open;
    }

    /** UNO was read; its object follows, if it says how long that is. */
    void started(SegmentTable uno) {
        reference = uno.text(0, REFERENCE).strip();
        length = ControlNumbers.value(uno.text(0, STATUS));
        objectLeft = Math.max(0, length);
        segmentsBefore = Math.max(0, ControlNumbers.value(uno.text(0, STATUS, 1, SEGMENTS_BEFORE)));
        open = true;
        envelope.packageStarted(uno, length);
    }

    /** True for a segment that belongs to the package and is passed over, such as its security segments. */
    boolean passesOver(String tag) {
        if (!open
                || !(tag.equals("USH")
                        || tag.equals("USA")
                        || tag.equals("USC")
                        || tag.equals("USR")
                        || tag.equals("UST"))) {
            return false;
        }
        segmentsBefore = Math.max(0, segmentsBefore - 1);
        return true;
    }

    /** @return false if the object goes on beyond the window */
    boolean passObject(ByteWindow window) {
        if (objectLeft == 0 || segmentsBefore > 0) {
            return true;
        }
        int from = window.position();
        int step = (int) Math.min(objectLeft, window.limit() - from);
        listener.packageObject(window.bytes(), from, from + step);
        window.moveTo(from + step);
        objectLeft -= step;
        return objectLeft == 0;
    }

    void ended(SegmentTable unp) {
        open = false;
        envelope.packageEnded(unp, length, reference);
    }

    /** Another segment stands where UNP should. */
    void abandoned(String found, long offset) {
        open = false;
        envelope.packageTrailerMissing(found, offset);
    }
}
