/**
 * What a transaction set must look like: segments, loops, elements, codes, read from {@code mappings/schemas} and compiled
 * into arrays; and overlays, the differences a partner's guide makes. Entry types: {@link io.lading.schema.SchemaCatalog},
 * {@link io.lading.schema.Schema}, {@link io.lading.schema.Overlay}. Schemas are immutable and may be shared by threads.
 */
@NullMarked
package io.lading.schema;

import org.jspecify.annotations.NullMarked;
