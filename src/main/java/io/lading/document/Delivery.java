package io.lading.document;

import org.jspecify.annotations.Nullable;

/** Where and when to deliver. */
public record Delivery(
        @Meaning("delivery is requested for this date") @Nullable
        Moment requested,

        @Meaning("not to be delivered before") @Nullable Moment earliest,
        @Meaning("not to be delivered after") @Nullable Moment latest,

        @Meaning("shipment is requested for this date") @Nullable
        Moment ship,

        @Meaning("not to be shipped before") @Nullable Moment shipEarliest,
        @Meaning("not to be shipped after") @Nullable Moment shipLatest,

        @Meaning("who receives the goods, and where") @Nullable
        Party party) {}
