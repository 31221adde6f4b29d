/**
 * What strangers may send: targets that must hold for any bytes. {@link io.lading.fuzz.FuzzSeedsTest} runs them over kept
 * inputs and random changes of these in every build, {@code *Fuzz} under Jazzer when asked to (CONTRIBUTING.md).
 */
@NullMarked
package io.lading.fuzz;

import org.jspecify.annotations.NullMarked;
