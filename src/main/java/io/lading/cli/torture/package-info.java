/**
 * Proves the promise: a hub is killed again and again while orders flow, and nothing may be lost or take effect twice.
 * Entry types: {@link io.lading.cli.torture.Torture}, {@link io.lading.cli.torture.TortureCommand}. One torture runs on
 * the thread that calls it, with sender threads of its own.
 */
@NullMarked
package io.lading.cli.torture;

import org.jspecify.annotations.NullMarked;
