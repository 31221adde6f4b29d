package io.lading.document;

import org.jspecify.annotations.Nullable;

/** Who bears the transport's cost and risk, and from where. */
public record DeliveryTerms(
        @Meaning("who pays the transport, as a code") @Nullable
        String payment,

        @Meaning("what kind of place, as a code") @Nullable String placeKind,
        @Meaning("the place in words") @Nullable String place,

        @Meaning("which terms, for example 01 for Incoterms") @Nullable
        String termsKind,

        @Meaning("the terms as a code, for example FCA") @Nullable
        String terms) {}
