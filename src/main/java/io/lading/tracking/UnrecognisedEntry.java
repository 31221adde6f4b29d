package io.lading.tracking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in the unrecognised bin, or held: nothing disappears.
 *
 * @param reason why nobody could take it
 * @param whatToDo what makes it go through when it is reprocessed
 * @param claims who it says it is from, to whom, and what it is; not to be trusted
 */
public record UnrecognisedEntry(
        String transmission,
        Instant at,
        Standing standing,
        @Nullable String partner,
        @Nullable String connection,
        @Nullable String fileName,
        String syntax,
        long size,
        String reason,
        String whatToDo,
        @Nullable String claims) {}
