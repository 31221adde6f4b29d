/**
 * The field's own nouns: what an interchange consists of, where in it something stands, and what is wrong with it.
 * Everything here is an immutable value and may be shared between threads. Uses nothing else of ours.
 */
@NullMarked
package io.lading.interchange;

import org.jspecify.annotations.NullMarked;
