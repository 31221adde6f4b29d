package io.lading.transport.as2;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a message, as receipts say it (RFC 4130 §7.4.3): {@code automatic-action/MDN-sent-automatically;
 * processed/error: decryption-failed}.
 *
 * @param type processed or failed
 * @param modifier what follows the slash, such as {@code error: decryption-failed}; empty if all is well
 */
record Disposition(String type, String modifier) {
    private static final String MODE = "automatic-action/MDN-sent-automatically; ";

    static final Disposition PROCESSED = new Disposition("processed", "");
    static final Disposition DUPLICATE = new Disposition("processed", "warning: duplicate-document");

    /**
     * How a refusal is told. One answer for everything that went wrong inside an envelope before the sender was proven:
     * answers that differ there help an attacker to decrypt what he captured (RFC 3218; EFAIL).
     *
     * @param guarded the failure came from within an envelope and no signature had been verified
     */
    static Disposition refusal(Reason reason, boolean guarded) {
        Reason told = guarded ? Reason.DECRYPTION_FAILED : reason;
        return new Disposition(told.modifier().startsWith("failure") ? "failed" : "processed", told.modifier());
    }

    /** Reads the field; partners differ in blanks, case and mode. */
    static Optional<Disposition> parse(String field) {
        int semicolon = field.indexOf(';');
        String text = field.substring(semicolon + 1).strip();
        int slash = text.indexOf('/');
        String type = (slash < 0 ? text : text.substring(0, slash)).strip().toLowerCase(Locale.ROOT);
        String modifier = slash < 0 ? "" : text.substring(slash + 1).strip();
        return semicolon < 0 || type.isEmpty() ? Optional.empty() : Optional.of(new Disposition(type, modifier));
    }

    /** The receiver has it: a warning is no refusal, for a repeat it means that the first one arrived. */
    public boolean isAccepted() {
        return type.equals("processed")
                && (modifier.isEmpty() || modifier.toLowerCase(Locale.ROOT).startsWith("warning"));
    }

    /** {@code processed/error: decryption-failed}. */
    public String words() {
        return modifier.isEmpty() ? type : type + "/" + modifier;
    }

    String field() {
        return MODE + words();
    }
}
