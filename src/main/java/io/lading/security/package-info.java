/**
 * Secrets and who may do what: references to secrets, bearer tokens kept as hashes, the administrator's token, masking for
 * logs, and the policy that says which addresses the hub may call. Entry types: {@link io.lading.security.Secret},
 * {@link io.lading.security.TokenHash}, {@link io.lading.security.OutboundPolicy}. Values are immutable and may be shared
 * between threads. Uses nothing else of ours.
 */
@NullMarked
package io.lading.security;

import org.jspecify.annotations.NullMarked;
