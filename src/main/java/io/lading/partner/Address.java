package io.lading.partner;

/**
 * An interchange address, whichever the standard: {@code ZZ:BUYER01}. Compared without padding.
 *
 * @param qualifier ISA05/07 or UNB 0007; empty if there is none
 * @param id ISA06/08 or UNB 0004/0010
 */
public record Address(String qualifier, String id) {

    public Address {
        qualifier = qualifier.stripTrailing();
        id = id.stripTrailing();
    }

    /** Reads {@code ZZ:BUYER01}, or {@code BUYER01} where there is no qualifier. */
    public static Address parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Address("", text) : new Address(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return qualifier.isEmpty() ? id : qualifier + ":" + id;
    }
}
