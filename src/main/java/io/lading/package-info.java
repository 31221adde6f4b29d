/** Lading, an EDI and B2B integration hub. Each package below this one is a module; see ARCHITECTURE.md. */
@NullMarked
package io.lading;

import org.jspecify.annotations.NullMarked;
