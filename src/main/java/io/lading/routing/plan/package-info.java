/**
 * What a plan would have done: received documents taken once more through the stages in memory, with today's knowledge and
 * with the proposed one, and compared. Entry types: {@link io.lading.routing.plan.PlanTrial},
 * {@link io.lading.routing.plan.ReplayReport}. Nothing is recorded or sent; each trial belongs to the thread that asks.
 */
@NullMarked
package io.lading.routing.plan;

import org.jspecify.annotations.NullMarked;
