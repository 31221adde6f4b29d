/**
 * The record: what came, what it contained, what became of it, what left and what is owed; with the work that waits.
 * Entry types: {@link io.lading.tracking.Inbox}, {@link io.lading.tracking.WorkQueue}, {@link io.lading.tracking.UnitOfWork},
 * {@link io.lading.tracking.Finder}. A unit of work belongs to one thread; everything else may be shared.
 * See docs/decisions/0002-the-database-is-the-record.md.
 */
@NullMarked
package io.lading.tracking;

import org.jspecify.annotations.NullMarked;
