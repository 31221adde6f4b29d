/**
 * The hub's own settings: options declared once (io.lading.configuration.Options), read from {@code lading.yaml},
 * the environment and the command line by SettingsLoader into
 * Settings. Values are immutable and may be shared between threads. Uses yaml and security.
 */
@NullMarked
package io.lading.configuration;

import org.jspecify.annotations.NullMarked;
