package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one document that was received. */
public record ProcessingResult(
        @Meaning("accepted, rejected and so on: a word of the table processing-result, or the standard and its code")
        String code,

        @Meaning(
                "what kind of number the reference is: a word of the table reference-kind, or the standard and its code")
        @Nullable
        String scheme,

        @Meaning("the document's number") @Nullable String reference,
        @Meaning("who sent it") @Nullable String sender,
        @Meaning("who received it") @Nullable String receiver,
        @Meaning("when it was sent") @Nullable Moment at,

        @Meaning("control number of its functional group") @Nullable
        String group,

        @Meaning("control number of its transaction set") @Nullable
        String set,

        @Meaning("which transaction set it was") @Nullable String setType,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("dates, each under its code") List<QualifiedDate> dates,
        @Meaning("parties, each under its role") List<Party> parties,
        @Meaning("amounts, each under its code") List<Amount> amounts,
        @Meaning("quantities, each under its code") List<Quantity> quantities,
        @Meaning("what was wrong") List<ResponseProblem> problems) {}
