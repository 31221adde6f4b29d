package io.lading.tracking;

/** Stored bytes do not have the hash that was kept with them: they are neither delivered, nor processed, nor shown. */
public final class ChangedPayload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long payload;

    ChangedPayload(long payload, String found) {
        super("The stored bytes of payload " + RecordId.text(payload) + " are not what was stored: " + found
                + ". They are neither delivered nor shown. Something beside the hub changed them, a disk or a hand: restore the"
                + " payload from a backup, or have it sent or made again.");
        this.payload = payload;
    }

    public long payload() {
        return payload;
    }
}
