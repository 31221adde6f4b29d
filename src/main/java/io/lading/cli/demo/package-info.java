/**
 * The verb {@code demo}: a trading community played out against a real hub, and told as a story. Entry types:
 * {@link io.lading.cli.demo.PartnerServer}, which plays the partners for bench and tests too. The server is thread-safe, the
 * rest single-threaded.
 */
@NullMarked
package io.lading.cli.demo;

import org.jspecify.annotations.NullMarked;
