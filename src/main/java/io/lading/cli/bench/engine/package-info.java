/**
 * Measures the engine alone: no hub, no disk, one thread and its processor time. Entry type:
 * {@link io.lading.cli.bench.engine.EngineCommand}. Peers are measured beside it where their libraries are present, which the
 * product itself never loads. Single-threaded.
 */
@NullMarked
package io.lading.cli.bench.engine;

import org.jspecify.annotations.NullMarked;
