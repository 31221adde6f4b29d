package io.lading.acknowledgement;

/** What we know about a set we sent, from mild to grave. */
public enum Answer {
    /** Nothing was said about it yet; a partial acknowledgement that does not list it leaves it so. */
    UNKNOWN,
    ACCEPTED,
    ACCEPTED_WITH_ERRORS,
    REJECTED;

    /** A second acknowledgement never makes better what a first one said: the worse holds until a person decides. */
    public Answer and(Answer later) {
        return compareTo(later) >= 0 ? this : later;
    }

    /** True if a later acknowledgement says the opposite, which a person should see. */
    public boolean isContradictedBy(Answer later) {
        return this != UNKNOWN && later != UNKNOWN && (this == REJECTED) != (later == REJECTED);
    }

    static Answer of(Disposition disposition) {
        return switch (disposition) {
            case ACCEPTED -> ACCEPTED;
            case ACCEPTED_WITH_ERRORS -> ACCEPTED_WITH_ERRORS;
            case PARTIALLY_ACCEPTED -> UNKNOWN;
            case REJECTED -> REJECTED;
        };
    }
}
