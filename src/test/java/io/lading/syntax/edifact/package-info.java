/** Tests of writing EDIFACT. */
@NullMarked
package io.lading.syntax.edifact;

import org.jspecify.annotations.NullMarked;
