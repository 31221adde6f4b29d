/** HTTP out, by the JDK's client: bounded in time, no redirects, with the stable key in Idempotency-Key. Shared between threads. */
@NullMarked
package io.lading.transport.http;

import org.jspecify.annotations.NullMarked;
