/** Tests of importing directories. */
@NullMarked
package io.lading.schema.directory;

import org.jspecify.annotations.NullMarked;
