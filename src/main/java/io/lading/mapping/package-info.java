/**
 * Turns what partners and systems speak into canonical documents and back. Entry types: {@link io.lading.mapping.InboundMap},
 * {@link io.lading.mapping.OutboundMap}, {@link io.lading.mapping.Lookups}, and {@code registry.MapRegistry}, which holds all
 * maps of a folder. Maps and lookups are immutable and shared between threads; {@code binding}, {@code smooks} and {@code json}
 * implement them.
 */
@NullMarked
package io.lading.mapping;

import org.jspecify.annotations.NullMarked;
