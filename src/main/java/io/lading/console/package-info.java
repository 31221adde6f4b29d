/**
 * The web console at {@code /}: plain pages made on the server, kept fresh by htmx, usable without scripts and by keyboard.
 * Entry type: {@link io.lading.console.ConsoleConfiguration}; templates lie under {@code templates/}, the one style sheet
 * under {@code static/assets/}. Controllers are shared by all requests and keep no state.
 */
@NullMarked
package io.lading.console;

import org.jspecify.annotations.NullMarked;
