package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person or office to ask. */
public record Contact(
        @Meaning("what for, as a code") @Nullable String function,
        @Meaning("who") @Nullable String name,
        @Meaning("telephone number") @Nullable String telephone,
        @Meaning("fax number") @Nullable String fax,
        @Meaning("mail address") @Nullable String email,

        @Meaning("other ways to reach them, each under its code")
        List<Code> channels,

        @Meaning("what to refer to") @Nullable String reference) {}
