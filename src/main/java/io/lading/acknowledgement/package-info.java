/**
 * Answers interchanges and reads the answers to ours: TA1 and 997 out of findings, and received ones matched to what they
 * answer. Entry types: {@link io.lading.acknowledgement.OutcomeCollector}, {@link io.lading.acknowledgement.Acknowledger},
 * {@link io.lading.acknowledgement.FunctionalAcknowledgement}, {@link io.lading.acknowledgement.AcknowledgementReader},
 * {@link io.lading.acknowledgement.AcknowledgementMatching}. Decisions are immutable; collectors and writers single-threaded.
 */
@NullMarked
package io.lading.acknowledgement;

import org.jspecify.annotations.NullMarked;
