/**
 * EDIFACT: tokenizer, reader and writer (ISO 9735, syntax versions 1 to 4, batch interchanges).
 * Entry types: {@link io.lading.syntax.edifact.EdifactWriter}; reading goes through {@code io.lading.syntax.InterchangeReader}.
 * Single-threaded; make one reader or writer per worker.
 */
@NullMarked
package io.lading.syntax.edifact;

import org.jspecify.annotations.NullMarked;
