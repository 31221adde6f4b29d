/**
 * The deliver hop: claims what is ready for one destination, has its connector send it, and writes what came of it.
 * Entry types: {@link io.lading.routing.deliver.DeliverHop}, {@link io.lading.routing.deliver.Dispatch}. Shared by all workers.
 */
@NullMarked
package io.lading.routing.deliver;

import org.jspecify.annotations.NullMarked;
