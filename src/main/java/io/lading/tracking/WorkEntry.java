package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person.
 *
 * @param id by which it is done again or dismissed: of the transmission, or of the delivery that no transmission carries
 * @param transmission the one in trouble; that which brought the document for a delivery
 * @param document the one document it is about, if there is one
 * @param documentType what it is, or would have become
 * @param number its business number, also where no document could be made of it
 * @param sender whose document it is
 * @param receiver who is to have it; null for what came to nobody yet
 * @param reason why it waits
 * @param whatToDo what makes it go through
 * @param action how it is done again; null if that is no way out
 * @param claims who it says it is from, to whom, and what it is; not to be trusted
 */
public record WorkEntry(
        String id,
        Standing standing,
        Instant at,
        Direction direction,
        String transmission,
        @Nullable String document,
        @Nullable String documentType,
        @Nullable String number,
        @Nullable String sender,
        @Nullable String receiver,
        @Nullable String connection,
        @Nullable String fileName,
        String syntax,
        long size,
        String reason,
        String whatToDo,
        @Nullable Again action,
        @Nullable String claims) {}
