package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a rule: {@code standard.release = 005010}, {@code purpose = original | replace}, {@code contract} (is given), or
 * {@code !contract} (is not).
 *
 * @param field looked at in the record the rule belongs to; null to look at the release
 * @param isNot true if it must be none of the values, or must not be given: {@code standard.release != 005 | 006}
 * @param values one of which it must have, or begin with for the release; empty if it must only be given
 */
record When(@Nullable FieldPath field, List<String> values, boolean isNot) {

    boolean holds(String release, Draft target) {
        return isNot != (field == null ? isRelease(release) : isValue(field.peek(target)));
    }

    boolean holds(String release, Object record) {
        return isNot != (field == null ? isRelease(release) : isValue(field.get(record)));
    }

    private boolean isRelease(String release) {
        for (String value : values) {
            if (release.startsWith(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValue(@Nullable Object value) {
        return value != null && (values.isEmpty() || values.contains(value.toString()));
    }
}
