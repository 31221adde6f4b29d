package io.lading.partner;

import java.time.Duration;

/**
 * An answer the partner owes us for what we send.
 *
 * @param functional which acknowledgement
 * @param within when it counts as overdue, from the moment of delivery
 */
public record Expectation(AcknowledgementPolicy.Functional functional, Duration within) {}
