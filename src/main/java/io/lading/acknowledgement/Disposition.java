package io.lading.acknowledgement;

/** What an acknowledgement says about an interchange, group or transaction set (TA104, AK901, AK501). */
public enum Disposition {
    ACCEPTED("A"),
    ACCEPTED_WITH_ERRORS("E"),
    /** Groups only: some of its sets were rejected. */
    PARTIALLY_ACCEPTED("P"),
    REJECTED("R");

    private final String code;

    Disposition(String code) {
        this.code = code;
    }

    /** The letter in TA104, AK901 and AK501. */
    public String code() {
        return code;
    }

    /** True if what it is about may be processed. */
    public boolean isAccepted() {
        return this == ACCEPTED || this == ACCEPTED_WITH_ERRORS;
    }

    Disposition worse(Disposition other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
