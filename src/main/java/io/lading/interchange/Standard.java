package io.lading.interchange;

/** The two EDI standards whose interchanges the hub reads and writes itself. */
public enum Standard {
    X12("X12"),
    EDIFACT("EDIFACT");

    private final String label;

    Standard(String label) {
        this.label = label;
    }

    /** The name as people write it. */
    public String label() {
        return label;
    }
}
