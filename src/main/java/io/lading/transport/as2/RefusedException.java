package io.lading.transport.as2;

/**
 * Reading a message must stop. Its text is for our own people; a sender is told the disposition only, unless it is proven
 * whose message it is.
 */
final class RefusedException extends Exception {
    private final Reason reason;
    private final String forSender;

    RefusedException(Reason reason, String detail) {
        this(reason, detail, "");
    }

    /** @param forSender a sentence for the sender, whose identity is proven */
    RefusedException(Reason reason, String detail, String forSender) {
        super(detail);
        this.reason = reason;
        this.forSender = forSender;
    }

    RefusedException(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
        this.forSender = "";
    }

    public Reason reason() {
        return reason;
    }

    /** What the sender may be told, for it is proven who it is; empty for nothing. */
    public String forSender() {
        return forSender;
    }

    /** What is wrong, in a sentence. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
