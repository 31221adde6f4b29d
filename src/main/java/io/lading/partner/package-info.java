/**
 * Who we exchange documents with: partners, identifiers, connections and agreements, read from {@code partners/*.yaml} and
 * checked as a whole. Entry types: {@link io.lading.partner.LoadedCommunity}, {@link io.lading.partner.Community},
 * {@link io.lading.partner.Agreement}. A Community is an immutable snapshot and may be shared between threads; reloading
 * swaps it whole. Uses interchange, configuration, security and yaml.
 */
@NullMarked
package io.lading.partner;

import org.jspecify.annotations.NullMarked;
