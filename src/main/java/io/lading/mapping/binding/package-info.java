/**
 * The engine of bindings: one data file that maps a transaction set to a document and back. Entry type:
 * {@link io.lading.mapping.binding.Binding}. Bindings are compiled at load, immutable and shared; each translation has its
 * own {@code Reading} or {@code Writing}.
 */
@NullMarked
package io.lading.mapping.binding;

import org.jspecify.annotations.NullMarked;
