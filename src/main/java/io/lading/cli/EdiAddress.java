package io.lading.cli;

import io.lading.interchange.Standard;
import java.util.Map;

/**
 * An interchange address: who gave the identifier, and the identifier.
 *
 * @param qualifier ISA05 or ISA07; UNB 0007
 */
record EdiAddress(String qualifier, String id) {
    private static final String MUTUAL_X12 = "ZZ";
    private static final String MUTUAL_EDIFACT = "ZZZ";

    /** The same issuer in X12 (I05) and EDIFACT (0007): mutually defined, DUNS, DUNS with suffix, UCC, telephone. */
    private static final Map<String, String> EDIFACT_OF_X12 =
            Map.of(MUTUAL_X12, MUTUAL_EDIFACT, "01", "1", "16", "9", "08", "8", "12", "12");

    static EdiAddress parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new WrongUseException("An address is written QUALIFIER:ID, such as ZZ:BUYER01, not " + text + ".");
        }
        return new EdiAddress(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The same address in the codes of another standard; an issuer that it has no code for becomes "mutually defined". */
    EdiAddress translated(Standard from, Standard to) {
        if (from == to) {
            return this;
        }
        if (to == Standard.EDIFACT) {
            return new EdiAddress(EDIFACT_OF_X12.getOrDefault(qualifier, MUTUAL_EDIFACT), id);
        }
        String x12 = EDIFACT_OF_X12.entrySet().stream()
                .filter(pair -> pair.getValue().equals(qualifier))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(MUTUAL_X12);
        return new EdiAddress(x12, id);
    }
}
