/** Tests of writing X12. */
@NullMarked
package io.lading.syntax.x12;

import org.jspecify.annotations.NullMarked;
