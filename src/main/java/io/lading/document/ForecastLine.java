package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item in a forecast or delivery schedule. */
public record ForecastLine(
        @Meaning("the line's number") @Nullable String number,
        @Meaning("which item") @Nullable Item item,
        @Meaning("unit of all its quantities") @Nullable String unit,
        @Meaning("the order and its line") @Nullable OrderReference order,

        @Meaning("where it is wanted, if not as the whole") @Nullable
        Party location,

        @Meaning("price of one unit") @Nullable Price price,
        @Meaning("how much is wanted when") List<Schedule> schedules,
        @Meaning("what was sent and received so far") List<Activity> received,
        @Meaning("how it is to be packed") List<Packaging> packaging,

        @Meaning("where and when, if not as the whole") @Nullable
        Delivery delivery,

        @Meaning("parties of this line, each under its role")
        List<Party> parties,

        @Meaning("whom to ask about it") List<Contact> contacts,
        @Meaning("how it is to be carried") List<Transport> transport,
        @Meaning("other numbers, each under its code") List<Reference> references,
        @Meaning("other dates, each under its code") List<QualifiedDate> dates,
        @Meaning("free text") List<Text> texts,
        @Meaning("other quantities, each under its code") List<Quantity> quantities,
        @Meaning("other amounts, each under its code") List<Amount> amounts,
        @Meaning("weights, lengths and volumes") List<Measure> measures,
        @Meaning("other codes and flags") List<Code> codes) {}
