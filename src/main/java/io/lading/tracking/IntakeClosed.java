package io.lading.tracking;

import java.util.Optional;

/** The hub takes nothing in at present, whatever it is: it is starting or stopping, or its disk is nearly full. */
public final class IntakeClosed extends RecordUnavailable {
    private static final long serialVersionUID = 1L;

    private final String forSenders;

    /**
     * Nothing of what was to be taken was kept.
     *
     * @param message for those who run the hub
     * @param forSenders a sentence that says no more than a stranger may know
     */
    public IntakeClosed(String message, String forSenders) {
        super(message);
        this.forSenders = forSenders;
    }

    public static IntakeClosed starting() {
        return new IntakeClosed("The hub is starting and takes nothing in yet.", "The hub is starting.");
    }

    public static IntakeClosed stopping() {
        return new IntakeClosed("The hub is stopping and takes nothing more in.", "The hub is stopping.");
    }

    /** A sentence for whoever sent it. */
    public String forSenders() {
        return forSenders;
    }

    /** Something that may close the doors, such as a disk that is nearly full. Quick; thread-safe. */
    @FunctionalInterface
    public interface Gate {
        /** Empty while it is open. */
        Optional<IntakeClosed> closed();
    }
}
