/**
 * The audit that proves: seals over what the record must keep, checked against keys and an anchor outside the database.
 *
 * <p>Entries: {@link io.lading.tracking.audit.Sealer} (every few seconds, one node at a time),
 * {@link io.lading.tracking.audit.AuditCheck}, {@link io.lading.tracking.audit.AuditExtract},
 * {@link io.lading.tracking.audit.Retention}. All are thread-safe; each call uses connections of its own.
 */
@NullMarked
package io.lading.tracking.audit;

import org.jspecify.annotations.NullMarked;
