/**
 * The hub seen from outside, for the demo, the bench and the crash tests: a child process of this build, its HTTP API, the
 * folders it writes into. Entry types: {@link io.lading.cli.process.HubProcess}, {@link io.lading.cli.process.HubClient},
 * {@link io.lading.cli.process.FolderWatch}. Each object belongs to one thread unless it says otherwise.
 */
@NullMarked
package io.lading.cli.process;

import org.jspecify.annotations.NullMarked;
