package io.lading.validation;

import io.lading.interchange.GroupHeader;
import io.lading.interchange.InterchangeHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where a transaction set stands, for the positions of its findings.
 *
 * @param file the name the bytes came under
 * @param interchange ISA13 or UNB 0020
 * @param group GS06 or UNG 0048
 * @param syntaxFour true in an interchange of EDIFACT's syntax version 4
 */
public record SetContext(
        @Nullable String file,
        @Nullable String interchange,
        @Nullable String group,
        boolean syntaxFour) {

    /** In X12, or in EDIFACT of syntax versions 1 to 3. */
    public SetContext(@Nullable String file, @Nullable String interchange, @Nullable String group) {
        this(file, interchange, group, false);
    }

    public static SetContext of(@Nullable String file, InterchangeHeader interchange, GroupHeader group) {
        return new SetContext(file, interchange.controlNumber(), group.controlNumber(), interchange.isSyntaxFour());
    }
}
