package io.lading.partner;

/**
 * One difference between what is in force and what would be.
 *
 * @param kind what happens
 * @param partner the partner's file without its ending, or the path of another file
 * @param where the keys from the top, such as {@code agreements.orders-for-a.acknowledge.deadline}; empty for a whole file
 * @param before the value in force, on one line; empty where there is none
 * @param after the value to come, on one line; empty where there is none
 */
public record PartnerChange(Kind kind, String partner, String where, String before, String after) {

    /** What a change does. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** For people: {@code ~ globex  connections.orders-in.files: "*.edi" → "*.x12"}. */
    public String line() {
        String place = partner + (where.isEmpty() ? "" : "  " + where);
        return switch (kind) {
            case ADDED -> "+ " + place + (after.isEmpty() ? "" : ": " + after);
            case REMOVED -> "- " + place + (before.isEmpty() ? "" : ": " + before);
            case CHANGED -> "~ " + place + (before.isEmpty() && after.isEmpty() ? "" : ": " + before + " → " + after);
        };
    }
}
