/**
 * What may be said to PostgreSQL: text as its columns can hold it. Entry type: {@link io.lading.tracking.sql.StorableText}.
 * Stateless.
 */
@NullMarked
package io.lading.tracking.sql;

import org.jspecify.annotations.NullMarked;
