package io.lading.cli.process;

/** A hub that a verb needs ended before it answered. The message says why, in the hub's own words. */
public final class HubDidNotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    HubDidNotStart(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The exit code of the hub, which is the verb's, too. */
    public int code() {
        return code;
    }
}
