/**
 * HTTP out: bounded in time, no redirects, to addresses that were checked, with the stable key in Idempotency-Key.
 * {@link io.lading.transport.http.PartnerPost} shows what a partner wants to see (password, access token, signature,
 * certificate); {@link io.lading.transport.http.HttpSink} sends. Shared between threads.
 */
@NullMarked
package io.lading.transport.http;

import org.jspecify.annotations.NullMarked;
