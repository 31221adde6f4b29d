package io.lading.transport.as2;

import java.util.Optional;

/**
 * What a receipt (MDN, RFC 8098 and RFC 4130 §7.4) says.
 *
 * @param originalMessageId the message it is about, without angle brackets, a character for every byte; some partners leave
 *     it out
 * @param mic of the content as received; absent where it was not read
 * @param text for people
 */
record Receipt(Optional<String> originalMessageId, Disposition disposition, Optional<Mic> mic, String text) {}
