/** Tests of reading and writing syntax. */
@NullMarked
package io.lading.syntax;

import org.jspecify.annotations.NullMarked;
