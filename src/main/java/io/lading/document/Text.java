package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Free text. */
public record Text(
        @Meaning("what it is about: a word of the table text-kind, or the standard and its code") @Nullable
        String code,

        @Meaning("a number it belongs to") @Nullable String reference,
        @Meaning("its heading") @Nullable String title,
        @Meaning("its language, as a code") @Nullable String language,
        @Meaning("the text, line by line") List<String> lines) {}
