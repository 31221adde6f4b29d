/**
 * All maps of a folder, by id: loaded, checked, warmed, swapped while the hub runs, and tested by their cases. Entry types:
 * {@link io.lading.mapping.registry.MapRegistry}, {@link io.lading.mapping.registry.MapCases}. The registry is thread-safe;
 * what it hands out is immutable.
 */
@NullMarked
package io.lading.mapping.registry;

import org.jspecify.annotations.NullMarked;
