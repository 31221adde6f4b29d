package io.lading.mapping.binding;

import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import io.lading.mapping.AwaitedValue;
import io.lading.mapping.Lookups;
import io.lading.mapping.MissPolicy;
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
        /** The code is one that all formats share, and goes through as it is. */
        SAME,
        /** The code is kept with its standard's name before it, {@code x12:ZZ}, and is only written to that standard. */
        KEEP,
        /** The code says nothing to this rule: it stays not used, and a value without a code is said by another rule. */
        SKIP,
        /** A fixed value takes its place. */
        DEFAULT
    }

    /** True if the rule has no use for a code and leaves it to others. */
    boolean isSkipped(Reading in, String code) {
        return onMiss == OnMiss.SKIP && in.lookups().toCanonical(table, in.column, code) == null;
    }

    /** The documents' value, or null after an error was reported. */
    @Nullable
    String read(Reading in, int segment, int token, String code, String field) {
        Lookups tables = in.lookups();
        String value = tables.toCanonical(table, in.column, code);
        if (value != null) {
            return value;
        }
        MissPolicy agreed = tables.onMiss(table);
        if (agreed != null) {
            return missed(agreed, in, segment, token, code, field);
        }
        return switch (onMiss) {
            case DEFAULT -> otherwise;
            case SAME -> code;
            case SKIP -> null;
            case KEEP -> in.column + ":" + code;
            case PASS_THROUGH -> {
                reportMiss(in, Severity.WARNING, segment, token, field);
                yield code;
            }
            case FINDING -> {
                reportMiss(in, Severity.ERROR, segment, token, field);
                yield null;
            }
        };
    }

    /** What the partner's lookups say, whatever the map does. */
    private @Nullable String missed(MissPolicy agreed, Reading in, int segment, int token, String code, String field) {
        return switch (agreed.kind()) {
            case DEFAULT -> agreed.otherwise();
            case PASS_THROUGH -> {
                reportMiss(in, Severity.WARNING, segment, token, field);
                yield code;
            }
            case FINDING -> {
                reportMiss(in, Severity.ERROR, segment, token, field);
                yield null;
            }
            case HOLD -> {
                String expected = AwaitedValue.expected(table, in.column, true, in.day());
                in.report(FindingCode.VALUE_AWAITED, Severity.ERROR, segment, token, field, expected);
                yield null;
            }
        };
    }

    private @Nullable String missed(MissPolicy agreed, Writing out, int element, String value, String field) {
        return switch (agreed.kind()) {
            case DEFAULT -> agreed.otherwise();
            case PASS_THROUGH -> {
                reportMiss(out, Severity.WARNING, element, field, value);
                yield value;
            }
            case FINDING -> {
                reportMiss(out, Severity.ERROR, element, field, value);
                yield null;
            }
            case HOLD -> {
                String expected = AwaitedValue.expected(table, out.column, false, out.day());
                out.report(FindingCode.VALUE_AWAITED, Severity.ERROR, element, field, expected, value);
                yield null;
            }
        };
    }

    private void reportMiss(Reading in, Severity severity, int segment, int token, String field) {
        in.report(FindingCode.VALUE_NOT_MAPPED, severity, segment, token, field, "a code of the table " + table);
    }

    /** The code to write, or null if there is none, which is reported. */
    @Nullable
    String write(Writing out, int element, String value, String field) {
        String code = find(out, value);
        if (code != null) {
            return code;
        }
        MissPolicy agreed = out.lookups.onMiss(table);
        if (agreed != null) {
            return missed(agreed, out, element, value, field);
        }
        return switch (onMiss) {
            case DEFAULT -> value.equals(otherwise) ? null : otherwise;
            case SAME -> same(out, element, value, field);
            case SKIP -> null;
            case KEEP -> kept(out, element, value, field);
            case PASS_THROUGH -> {
                reportMiss(out, Severity.WARNING, element, field, value);
                yield value;
            }
            case FINDING -> {
                reportMiss(out, Severity.ERROR, element, field, value);
                yield null;
            }
        };
    }

    /** The code that a table, or the value itself, says; null if neither does. */
    private @Nullable String find(Writing out, String value) {
        String code = out.lookups.fromCanonical(table, out.column, value);
        boolean own = code == null
                && value.length() > out.column.length()
                && value.charAt(out.column.length()) == ':'
                && value.startsWith(out.column);
        return own ? value.substring(out.column.length() + 1) : code;
    }

    /** What is the same in all formats is written as it is, unless it is a word of ours or another standard's. */
    private @Nullable String same(Writing out, int element, String value, String field) {
        if (!isForeign(out, value) || isUpperCase(value)) {
            return value;
        }
        reportMiss(out, Severity.WARNING, element, field, value);
        return null;
    }

    private static boolean isUpperCase(String value) {
        return value.indexOf(':') < 0 && value.chars().noneMatch(Character::isLowerCase);
    }

    /** A code of no standard may be one that a user of the documents knows, and goes through as it is. */
    private @Nullable String kept(Writing out, int element, String value, String field) {
        reportMiss(out, Severity.WARNING, element, field, value);
        return isForeign(out, value) ? null : value;
    }

    /** True if the value is a code of another standard, or a word that this standard has no code for. */
    private boolean isForeign(Writing out, String value) {
        return value.indexOf(':') > 0
                || out.lookups.isCanonical(table, value)
                || (!isUpperCase(value) && out.lookups.isCanonical(value));
    }

    /** False if there is nothing to write, which is reported. */
    boolean isWritable(Writing out, int element, String value, String field) {
        if (onMiss != OnMiss.KEEP
                || out.lookups.onMiss(table) != null
                || find(out, value) != null
                || !isForeign(out, value)) {
            return true;
        }
        reportMiss(out, Severity.WARNING, element, field, value);
        return false;
    }

    private void reportMiss(Writing out, Severity severity, int element, String field, String value) {
        out.report(
                FindingCode.VALUE_NOT_MAPPED,
                severity,
                element,
                field,
                "a value of the table " + table + " that has a code for " + out.column,
                value);
    }
}
