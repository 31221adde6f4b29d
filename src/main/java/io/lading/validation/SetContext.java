package io.lading.validation;

import org.jspecify.annotations.Nullable;

/**
 * Where a transaction set stands, for the positions of its findings.
 *
 * @param file the name the bytes came under
 * @param interchange ISA13 or UNB 0020
 * @param group GS06 or UNG 0048
 */
public record SetContext(
        @Nullable String file,
        @Nullable String interchange,
        @Nullable String group) {}
