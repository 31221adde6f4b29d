package io.lading.transport.as2;

/** Why a message is refused, as we know it; what the sender is told is coarser (see {@link Disposition#refusal}). */
enum Reason {
    /** The MIME or CMS structure cannot be read, or is none that AS2 knows. */
    UNREADABLE("error: unexpected-processing-error", "its structure cannot be read"),
    /** RFC 4130 §7.5.3. */
    UNSUPPORTED_FORMAT("failure: unsupported format", "its format is not one we take"),
    UNSUPPORTED_MIC("failure: unsupported MIC-algorithms", "it wants a receipt with a digest we do not offer"),
    DECRYPTION_FAILED("error: decryption-failed", "none of our keys opens it"),
    /** Signed, but not by a certificate of this partner. */
    UNKNOWN_SIGNER("error: authentication-failed", "it is not signed by a certificate agreed with this partner"),
    /** Signed by the partner, but the content is not what was signed. */
    INTEGRITY("error: integrity-check-failed", "its content is not what was signed"),
    DECOMPRESSION_FAILED("error: decompression-failed", "it cannot be decompressed"),
    TOO_LARGE("error: unexpected-processing-error", "it is larger than allowed"),
    INSUFFICIENT_SECURITY("error: insufficient-message-security", "it is less protected than agreed"),
    WEAK_ALGORITHM("error: insufficient-message-security", "it uses an algorithm that is not agreed"),
    /** RFC 4130 §5.3.3: without one a repeat is not known as such. */
    NO_MESSAGE_ID("error: unexpected-processing-error", "its Message-ID is missing or none"),
    /** The same Message-ID came before with other content. */
    MESSAGE_ID_REUSED("error: unexpected-processing-error", "its Message-ID came before with other content");

    private final String modifier;
    private final String words;

    Reason(String modifier, String words) {
        this.modifier = modifier;
        this.words = words;
    }

    /** The disposition modifier of RFC 4130 §7.4.3. */
    String modifier() {
        return modifier;
    }

    /** Ends a sentence that begins with "The message is refused:". */
    public String words() {
        return words;
    }
}
