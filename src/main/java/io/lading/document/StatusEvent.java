package io.lading.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happened to a consignment. */
public record StatusEvent(
        @Meaning("what happened: a word of the table transport-event, or the standard and its code") @Nullable
        String code,

        @Meaning("why: a word of the table transport-reason, or the standard and its code") @Nullable
        String reason,

        @Meaning("what happened to an appointment, as a code") @Nullable
        String appointment,

        @Meaning("why, as a code") @Nullable String appointmentReason,

        @Meaning("what the date means: a word of the table date-kind, or the standard and its code") @Nullable
        String dateCode,

        @Meaning("when") @Nullable Moment at,

        @Meaning("time zone as a code, as it was sent") @Nullable
        String zone,

        @Meaning("where") @Nullable Address location,

        @Meaning("the carrier that owns the vehicle, as a code") @Nullable
        String vehicleOwner,

        @Meaning("number of the vehicle or container") @Nullable
        String vehicle,

        @Meaning("the kind of vehicle or container, as a code") @Nullable
        String equipment,

        @Meaning("free text") List<Text> texts,
        @Meaning("numbers, each under its code") List<Reference> references) {}
