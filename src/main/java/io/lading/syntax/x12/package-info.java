/**
 * X12: tokenizer, reader and writer (X12.5 interchange control, X12.6 syntax).
 * Entry types: {@link io.lading.syntax.x12.X12Writer}; reading goes through {@code io.lading.syntax.InterchangeReader}.
 * Single-threaded; make one reader or writer per worker.
 */
@NullMarked
package io.lading.syntax.x12;

import org.jspecify.annotations.NullMarked;
