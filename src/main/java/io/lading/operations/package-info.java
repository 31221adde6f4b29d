/**
 * Runs the hub as a process: the data folder and its owner, the embedded PostgreSQL and Artemis (or external ones by
 * URL), start and graceful stop, health and metrics. Entry types: {@link io.lading.operations.Hub},
 * {@link io.lading.operations.DataFolder}, {@link io.lading.operations.EmbeddedDatabase},
 * {@link io.lading.operations.EmbeddedBroker}. Starting and stopping belong to one thread; the rest is thread-safe.
 */
@NullMarked
package io.lading.operations;

import org.jspecify.annotations.NullMarked;
