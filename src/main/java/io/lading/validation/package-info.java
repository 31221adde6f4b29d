/**
 * Checks one transaction set against its compiled schema and says everything that is wrong, with exact positions.
 * Entry type: {@link io.lading.validation.Validator}, which is single-threaded and reusable: make one per worker.
 * Nothing is allocated while all is well.
 */
@NullMarked
package io.lading.validation;

import org.jspecify.annotations.NullMarked;
