package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company, place or person with a part in the business. */
public record Party(
        @Meaning("its part, as a code, where the field does not already say it") @Nullable
        String role,

        @Meaning("its name") @Nullable String name,
        @Meaning("its identifiers") List<Identifier> ids,
        @Meaning("more of its name") List<String> additionalNames,
        @Meaning("where it is") @Nullable Address address,
        @Meaning("whom to ask there") List<Contact> contacts,
        @Meaning("its other numbers, each under its code") List<Reference> references,
        @Meaning("its bank accounts") List<Account> accounts) {}
