package io.lading.tracking;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/** The database was away, busy or in trouble; nothing of the unit of work was kept. Worth trying again. */
public sealed class RecordUnavailable extends RecordFailure permits IntakeClosed {
    private static final long serialVersionUID = 1L;

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A) that speak of the moment and not of what was asked: connection,
     * rollback by deadlock or conflict, resources, locks, the operator, the system around the server.
     */
    private static final Set<String> OF_THE_MOMENT = Set.of("08", "40", "53", "55", "57", "58");

    private static final int CLASS_LENGTH = 2;

    public RecordUnavailable(String doing, Throwable cause) {
        super(
                "The record could not be reached while " + doing + ": " + cause.getMessage()
                        + ". Nothing of it was kept.",
                cause);
    }

    RecordUnavailable(String message) {
        super(message);
    }

    /**
     * Whether an error, or what caused it, lies in the moment: the record was away, busy or in another's way, or this hub
     * is stopping. The same again may well succeed, and nothing says that what was being done is at fault.
     */
    public static boolean isPassing(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean ofTheMoment = cause instanceof IntakeClosed
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof InterruptedException
                    || cause instanceof RejectedExecutionException
                    || (cause instanceof SQLException sql && hasPassingState(sql));
            if (ofTheMoment) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPassingState(SQLException error) {
        String state = error.getSQLState();
        return state != null
                && state.length() >= CLASS_LENGTH
                && OF_THE_MOMENT.contains(state.substring(0, CLASS_LENGTH));
    }
}
