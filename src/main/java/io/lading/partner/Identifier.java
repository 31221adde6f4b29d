package io.lading.partner;

import io.lading.interchange.Standard;
import java.util.List;
import java.util.Locale;

/**
 * A name that a partner goes by in documents.
 *
 * @param scheme what kind of name it is
 * @param qualifier ISA05/07 or UNB S002/S003 0007; empty for schemes without one
 * @param id the name, without padding
 */
public record Identifier(Scheme scheme, String qualifier, String id) {

    /** The kinds of names; the first two address interchanges, the others name parties inside documents. */
    public enum Scheme {
        X12,
        EDIFACT,
        GLN,
        DUNS,
        /** In AS2-From and AS2-To. */
        AS2;

        /** As files write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> words() {
            return List.of(values()).stream().map(Scheme::word).toList();
        }

        public static Scheme of(Standard standard) {
            return switch (standard) {
                case X12 -> X12;
                case EDIFACT -> EDIFACT;
            };
        }
    }

    public Identifier {
        qualifier = qualifier.stripTrailing();
        id = id.stripTrailing();
    }

    /** Qualifier and name, whichever the scheme. */
    public Address address() {
        return new Address(qualifier, id);
    }
}
