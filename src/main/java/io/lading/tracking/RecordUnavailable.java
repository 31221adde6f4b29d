package io.lading.tracking;

/** The database did not take or give what was asked; nothing of the unit of work was kept. Worth trying again. */
public final class RecordUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordUnavailable(String doing, Throwable cause) {
        super(
                "The record could not be reached while " + doing + ": " + cause.getMessage()
                        + ". Nothing of it was kept.",
                cause);
    }
}
