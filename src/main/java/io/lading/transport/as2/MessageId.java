package io.lading.transport.as2;

import java.util.Optional;

/** Message-IDs (RFC 4130 §5.3.3), without the angle brackets that some partners forget. */
final class MessageId {
    private static final int LONGEST = 255;

    private MessageId() {}

    /** Without angle brackets and blanks. */
    static String plain(String header) {
        String text = header.strip();
        boolean bracketed = text.length() > 1 && text.startsWith("<") && text.endsWith(">");
        return bracketed ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** A message's id as its key; nothing if it can be none. It names nothing but a row. */
    static Optional<String> parse(String header) {
        String id = plain(header);
        boolean usable = !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return usable ? Optional.of(id) : Optional.empty();
    }
}
