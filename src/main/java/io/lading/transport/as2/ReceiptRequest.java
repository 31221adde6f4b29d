package io.lading.transport.as2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What receipt a message asks for (RFC 4130 §7.3).
 *
 * @param digests in the order preferred; empty where the sender names none
 * @param url where an asynchronous receipt is to go, as the sender wrote it
 */
record ReceiptRequest(boolean wanted, boolean signed, List<DigestAlgorithm> digests, Optional<String> url) {
    private static final String TO = "Disposition-Notification-To";
    private static final String OPTIONS = "Disposition-Notification-Options";
    private static final String DELIVERY = "Receipt-Delivery-Option";

    public static final ReceiptRequest NONE = new ReceiptRequest(false, false, List.of(), Optional.empty());

    public ReceiptRequest {
        digests = List.copyOf(digests);
    }

    public boolean isAsynchronous() {
        return wanted && url.isPresent();
    }

    /** Reads a message's headers. */
    static ReceiptRequest read(MimeHeaders headers) throws RefusedException {
        if (headers.first(TO).isEmpty()) {
            return NONE;
        }
        HeaderValue options = HeaderValue.parse(";" + headers.only(OPTIONS).orElse(""));
        List<String> names = micNames(options);
        List<DigestAlgorithm> digests = names.stream()
                .flatMap(name -> DigestAlgorithm.parse(name).stream())
                .toList();
        boolean required = options.parameter("signed-receipt-micalg")
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("required"))
                .isPresent();
        if (required && digests.isEmpty()) {
            throw new RefusedException(
                    Reason.UNSUPPORTED_MIC,
                    "It requires a receipt with one of " + Words.shown(String.valueOf(names))
                            + "; expected sha1, sha-256, sha-384 or sha-512.");
        }
        return new ReceiptRequest(
                true,
                options.parameter("signed-receipt-protocol").isPresent(),
                digests,
                headers.only(DELIVERY).filter(url -> !url.isBlank()));
    }

    /** {@code optional, sha-256, sha1}: what follows the importance. */
    private static List<String> micNames(HeaderValue options) {
        List<String> names = new ArrayList<>();
        options.parameter("signed-receipt-micalg").ifPresent(text -> {
            for (String name : text.split(",", -1)) {
                names.add(name.strip());
            }
            names.remove(0);
        });
        return names;
    }

    /** The headers that ask for it. */
    MimeHeaders headers(String sender) {
        if (!wanted) {
            return MimeHeaders.of();
        }
        MimeHeaders headers = MimeHeaders.of(TO, As2Name.header(sender));
        if (signed) {
            String mics = String.join(
                    ", ", digests.stream().map(DigestAlgorithm::mimeName).toList());
            headers = headers.and(MimeHeaders.of(
                    OPTIONS,
                    "signed-receipt-protocol=optional, pkcs7-signature; signed-receipt-micalg=optional, " + mics));
        }
        return url.isPresent() ? headers.and(MimeHeaders.of(DELIVERY, url.get())) : headers;
    }
}
