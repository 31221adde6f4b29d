/** Tests of writing X12. */
@NullMarked
package io.lading.tracking.sql;

import org.jspecify.annotations.NullMarked;
