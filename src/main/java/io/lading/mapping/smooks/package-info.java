/**
 * Maps that are Smooks configurations: canonical document → a receiver's format by FreeMarker, and rows of a flat file →
 * canonical documents by the CSV and bean cartridges. Entry types: {@link io.lading.mapping.smooks.SmooksOutbound} and
 * {@link io.lading.mapping.smooks.SmooksInbound}, warmed when made and shared between threads. Nothing else uses Smooks.
 */
@NullMarked
package io.lading.mapping.smooks;

import org.jspecify.annotations.NullMarked;
