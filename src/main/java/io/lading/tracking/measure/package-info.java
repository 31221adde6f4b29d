/**
 * What is counted and how much waits, for those who watch the hub. Entry types:
 * {@link io.lading.tracking.measure.BusinessCounts} (what this process did) and {@link io.lading.tracking.measure.Backlog}
 * (what the record holds now). Both are thread-safe.
 */
@NullMarked
package io.lading.tracking.measure;

import org.jspecify.annotations.NullMarked;
