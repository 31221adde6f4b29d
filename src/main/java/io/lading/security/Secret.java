package io.lading.security;

/** A text nobody should see. It prints as {@code ***}; {@link #reveal()} is called only where the value is used. */
public final class Secret {
    public static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself; never log it, never put it into a message. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
