/**
 * Bodies of callers that are not proven yet: taken in without a thread that waits for them, within bounds of room, number and
 * time. Entry: {@link io.lading.transport.spool.BodySpool}. Its classes are shared between threads, one body's belong to it.
 */
@NullMarked
package io.lading.transport.spool;

import org.jspecify.annotations.NullMarked;
