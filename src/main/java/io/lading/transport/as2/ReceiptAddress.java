package io.lading.transport.as2;

import io.lading.partner.As2Terms;

/** Where asynchronous receipts may go (RFC 4130 §7.3): the sender chooses among addresses that were agreed, and nothing else. */
final class ReceiptAddress {
    private ReceiptAddress() {}

    /** Whether a message's {@code Receipt-Delivery-Option} lies within one of the connection's {@code receiptsTo}. */
    static boolean isAgreed(String url, As2Terms terms) {
        boolean plain = url.chars().allMatch(c -> c > ' ' && c < 0x7F)
                && !url.contains("..")
                && !url.contains("@")
                && !url.contains("\\")
                && !url.contains("#");
        return plain && terms.receiptsTo().stream().anyMatch(allowed -> isWithin(withPath(url), withPath(allowed)));
    }

    /** An empty path is the same as a slash (RFC 3986 §6.2.3, RFC 9110 §4.2.3). */
    private static String withPath(String url) {
        int authority = url.indexOf("://") + "://".length();
        for (int i = authority; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '/') {
                return url;
            }
            if (c == '?') {
                return url.substring(0, i) + "/" + url.substring(i);
            }
        }
        return url + "/";
    }

    /** A beginning ends at a border, or https://a.example/as2 would allow https://a.example/as2evil. */
    private static boolean isWithin(String url, String allowed) {
        if (!url.startsWith(allowed)) {
            return false;
        }
        return url.length() == allowed.length()
                || allowed.endsWith("/")
                || "/?".indexOf(url.charAt(allowed.length())) >= 0;
    }
}
