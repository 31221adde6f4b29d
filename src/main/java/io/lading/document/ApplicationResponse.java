package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a receiver's application made of documents. */
public record ApplicationResponse(
        @Meaning("the receiver's number of the response") String number,
        @Meaning("original, replace and so on") @Nullable String purpose,

        @Meaning("what sort of response, as a code") @Nullable
        String kind,

        @Meaning("when the response was made") @Nullable Moment issued,
        @Meaning("the parties, each under its role") List<Party> parties,
        @Meaning("who orders") @Nullable Party buyer,
        @Meaning("who supplies") @Nullable Party seller,
        @Meaning("whom to ask") List<Contact> contacts,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("what became of each document") List<ProcessingResult> results)
        implements Document {

    @Override
    public String type() {
        return "ApplicationResponse";
    }
}
