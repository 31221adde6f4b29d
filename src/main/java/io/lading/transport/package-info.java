/**
 * How bytes reach a partner and come from one: one package a transport, each behind {@link io.lading.transport.Sink}.
 * Sinks are shared between threads. Knows connections and transmissions, never documents.
 */
@NullMarked
package io.lading.transport;

import org.jspecify.annotations.NullMarked;
