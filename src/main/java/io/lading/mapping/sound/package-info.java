/**
 * What a schema says about a segment that is about to be written: where it may stand, and what it must hold. So that what is
 * written is valid, or what is missing is known before anybody else finds it. Entry types: {@link
 * io.lading.mapping.sound.SetWalk}, {@link io.lading.mapping.sound.PendingSegment}, {@link
 * io.lading.mapping.sound.SegmentLaw}. For one set and one thread.
 */
@NullMarked
package io.lading.mapping.sound;

import org.jspecify.annotations.NullMarked;
