/**
 * Measures two hubs that exchange messages over AS2 on one machine. Entry type: {@link
 * io.lading.cli.bench.as2.As2BenchCommand}. Single-threaded but for the measuring of the machine.
 */
@NullMarked
package io.lading.cli.bench.as2;

import org.jspecify.annotations.NullMarked;
