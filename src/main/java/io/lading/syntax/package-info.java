/**
 * Reads and writes the syntax of X12 and EDIFACT: bytes to tokens and back, delimiters, envelopes; knows no document.
 * Entry types: {@code InterchangeReader}, {@link io.lading.syntax.SegmentTable}, {@code SyntaxDetector}, and the writers in {@code x12} and {@code edifact}.
 * Readers, writers and tables are single-threaded; make one per worker.
 */
@NullMarked
package io.lading.syntax;

import org.jspecify.annotations.NullMarked;
