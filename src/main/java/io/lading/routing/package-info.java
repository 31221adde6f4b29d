/**
 * The only place that wires modules into Camel: loads the routes and connectors and provides the stage beans they call.
 * Entry type: {@link io.lading.routing.CamelConfiguration}. Stage beans are shared by all workers and keep no state.
 */
@NullMarked
package io.lading.routing;

import org.jspecify.annotations.NullMarked;
