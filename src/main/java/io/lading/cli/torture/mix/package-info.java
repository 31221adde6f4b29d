/**
 * The torture's mix: orders by every door, faults of every kind, one hub or two. Entry type: {@link
 * io.lading.cli.torture.mix.Mix}. One mix runs on the thread that calls it, with a thread for each buyer.
 */
@NullMarked
package io.lading.cli.torture.mix;

import org.jspecify.annotations.NullMarked;
