package io.lading.mapping.binding;

import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.mapping.Lookups;
import org.jspecify.annotations.Nullable;

/**
 * A rule's use of a lookup table.
 *
 * @param otherwise the value for codes that the table lacks; only with {@link OnMiss#DEFAULT}
 */
record Lookup(String table, OnMiss onMiss, @Nullable String otherwise) {

    /** What happens to a code that no table knows. */
    enum OnMiss {
        /** An error: the document waits until the table is filled. */
        FINDING,
        /** The code goes through as it is, with a warning. */
        PASS_THROUGH,
        /** A fixed value takes its place. */
        DEFAULT
    }

    /** The documents' value, or null after an error was reported. */
    @Nullable
    String read(Reading in, int segment, int token, String code, String field) {
        String value = in.lookups.toCanonical(table, in.column, code);
        if (value != null) {
            return value;
        }
        if (onMiss == OnMiss.DEFAULT) {
            return otherwise;
        }
        Severity severity = onMiss == OnMiss.FINDING ? Severity.ERROR : Severity.WARNING;
        in.report(FindingCode.VALUE_NOT_MAPPED, severity, segment, token, field, "a code of the table " + table);
        return onMiss == OnMiss.FINDING ? null : code;
    }

    /** The code to write, or null after an error was reported. */
    @Nullable
    String write(Writing out, int element, String value, String field) {
        Lookups lookups = out.lookups;
        String code = lookups.fromCanonical(table, out.column, value);
        if (code != null) {
            return code;
        }
        if (onMiss == OnMiss.DEFAULT) {
            return value.equals(otherwise) ? null : otherwise;
        }
        Severity severity = onMiss == OnMiss.FINDING ? Severity.ERROR : Severity.WARNING;
        out.report(
                FindingCode.VALUE_NOT_MAPPED,
                severity,
                element,
                field,
                "a value of the table " + table + " that has a code for " + out.column,
                value);
        return onMiss == OnMiss.FINDING ? null : value;
    }
}
