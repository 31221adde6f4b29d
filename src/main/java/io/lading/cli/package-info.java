/**
 * The command line: one small class a verb, each with {@code --json}. Entry type: {@link io.lading.cli.Lading}. Verbs
 * that need no server touch neither Spring nor Camel, so that they start at once; only {@code run} starts the hub.
 * Single-threaded. The only package that may write to the standard streams.
 */
@NullMarked
package io.lading.cli;

import org.jspecify.annotations.NullMarked;
