package io.lading.configuration;

import java.util.Locale;

/** What this hub is for. Endpoints marked production refuse a hub that is not. */
public enum Environment {
    PRODUCTION,
    TEST;

    /** As files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
