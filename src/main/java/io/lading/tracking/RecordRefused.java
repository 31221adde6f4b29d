package io.lading.tracking;

import java.sql.SQLException;
import java.util.Set;

/** The database refused what it was given for what it is: the same again would be refused again. */
public final class RecordRefused extends RecordFailure {
    private static final long serialVersionUID = 1L;

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A) that speak of the values: data exception, integrity constraint,
     * program limit such as a key longer than an index takes.
     */
    private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

    private static final int CLASS_LENGTH = 2;
    /** unique_violation */
    private static final String TAKEN = "23505";

    RecordRefused(String doing, SQLException cause) {
        super(
                "The record refused a value while " + doing + ": "
                        + first(cause).getMessage() + ". Nothing of it was kept, and the same would be refused again.",
                cause);
    }

    /** True if somebody else put a row under the same key a moment before. */
    boolean isTaken() {
        return getCause() instanceof SQLException cause
                && TAKEN.equals(first(cause).getSQLState());
    }

    static boolean isOfTheData(SQLException error) {
        String state = first(error).getSQLState();
        return state != null
                && state.length() >= CLASS_LENGTH
                && OF_THE_DATA.contains(state.substring(0, CLASS_LENGTH));
    }

    /** Of a batch of statements the first error is the next one of what is thrown. */
    private static SQLException first(SQLException error) {
        SQLException next = error.getNextException();
        return next == null ? error : next;
    }
}
