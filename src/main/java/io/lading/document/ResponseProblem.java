package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that was wrong with a document. */
public record ResponseProblem(
        @Meaning("what was wrong: a word of the table application-error, or the standard and its code") @Nullable
        String code,

        @Meaning("what was wrong, in words") @Nullable String text,
        @Meaning("the segment's tag") @Nullable String segment,

        @Meaning("which segment, counted from the header") @Nullable
        BigDecimal segmentOrdinal,

        @Meaning("which element") @Nullable BigDecimal element,

        @Meaning("the element's number in the standard") @Nullable
        String elementReference,

        @Meaning("what was found") @Nullable String found,
        @Meaning("what should have been there") @Nullable String wanted,
        @Meaning("more about it") List<Text> texts,
        @Meaning("numbers, each under its code") List<Reference> references) {}
