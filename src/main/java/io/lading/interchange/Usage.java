package io.lading.interchange;

/** What an interchange is for (ISA15, UNB 0035). Test documents never reach a production destination. */
public enum Usage {
    PRODUCTION,
    TEST,
    INFORMATION;

    /** Reads ISA15: {@code P}, {@code T} or {@code I}; anything else counts as production, and validation reports it. */
    public static Usage ofX12(String code) {
        return switch (code) {
            case "T" -> TEST;
            case "I" -> INFORMATION;
            default -> PRODUCTION;
        };
    }

    /** The ISA15 code. */
    public String x12() {
        return name().substring(0, 1);
    }
}
