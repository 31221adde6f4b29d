/**
 * The hub's own settings: options declared once ({@link io.lading.configuration.Options}), read from {@code lading.yaml},
 * the environment and the command line by {@link io.lading.configuration.SettingsLoader} into
 * {@link io.lading.configuration.Settings}. Values are immutable and may be shared between threads. Uses yaml and security.
 */
@NullMarked
package io.lading.configuration;

import org.jspecify.annotations.NullMarked;
