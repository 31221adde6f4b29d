package io.lading.partner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is agreed about AS2 on one connection. Algorithms are the words that partner files use.
 *
 * @param theirName the partner's AS2 name
 * @param ownName ours on this connection; absent where the usual one holds
 * @param certificates the partner's
 * @param mustBeSigned what comes in is refused unsigned
 * @param mustBeEncrypted what comes in is refused unencrypted
 * @param accepts weak algorithms taken from this partner as an exception: {@code sha1}, {@code 3des}
 * @param receiptsTo where receipts may be sent later, as beginnings of URLs; a message that asks for another place is refused
 * @param sign what goes out is signed with this digest; absent where it is not
 * @param encrypt what goes out is encrypted with this cipher; absent where it is not
 * @param compress {@code none}, {@code beforeSigning} or {@code afterSigning}
 */
public record As2Terms(
        String theirName,
        Optional<String> ownName,
        CertificateSet certificates,
        boolean mustBeSigned,
        boolean mustBeEncrypted,
        Set<String> accepts,
        List<String> receiptsTo,
        Optional<String> sign,
        Optional<String> encrypt,
        String compress,
        Receipt receipt) {

    public static final List<String> DIGESTS = List.of("sha1", "sha256", "sha384", "sha512");
    public static final List<String> CIPHERS =
            List.of("3des", "aes128", "aes192", "aes256", "aes128-gcm", "aes192-gcm", "aes256-gcm");
    /** Taken, and used, only where a partner's file says so. */
    public static final Set<String> WEAK = Set.of("sha1", "3des");

    static final String NONE = "none";

    /** When the partner's receipt comes. */
    public enum Mode {
        NONE,
        SYNC,
        ASYNC;

        /** As files write it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The receipt we ask for.
     *
     * @param url our own address to which an asynchronous one is to come
     * @param within how soon it is owed
     * @param asks how often an overdue asynchronous one is asked for, by sending the same message again
     * @param anyMic one whose MIC is wrong or missing counts as well, by agreement with a partner whose software errs
     */
    public record Receipt(Mode mode, boolean signed, Duration within, Optional<String> url, int asks, boolean anyMic) {}
}
