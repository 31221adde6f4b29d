package io.lading.document;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pallet, carton or other unit that is handled as one. */
public record HandlingUnit(
        @Meaning("its number in this document, which lines and inner units refer to")
        String id,

        @Meaning("the unit it stands in or on") @Nullable String parent,

        @Meaning("pallet, pack and so on: a word of the table unit-level, or the standard and its code") @Nullable
        String kind,

        @Meaning("its serial shipping container code, 18 digits") @Nullable
        String sscc,

        @Meaning("other numbers and marks, each under its code")
        List<Code> numbers,

        @Meaning("how many of the one item are in it, where a line is spread over several units") @Nullable
        BigDecimal content,

        @Meaning("unit of the content") @Nullable String contentUnit,
        @Meaning("what it consists of") List<Packages> packages,
        @Meaning("how the items are packed") List<Packaging> packaging,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,

        @Meaning("parties of this unit, each under its role")
        List<Party> parties,

        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
