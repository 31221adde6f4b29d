/**
 * Canonical JSON as a map, so that it is chosen like any other format. Entry type: {@link io.lading.mapping.json.JsonMap},
 * immutable and shared between threads.
 */
@NullMarked
package io.lading.mapping.json;

import org.jspecify.annotations.NullMarked;
