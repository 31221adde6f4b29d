/**
 * Plays the other side of connections: simulated partners, their servers and clients, and what they send, take and
 * acknowledge. Entry type: {@link io.lading.cli.simulate.KeyPairFile}. Each class says what may be shared.
 */
@NullMarked
package io.lading.cli.simulate;

import org.jspecify.annotations.NullMarked;
