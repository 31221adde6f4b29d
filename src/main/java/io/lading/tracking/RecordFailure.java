package io.lading.tracking;

import java.sql.SQLException;

/** The database did not take or give what was asked; nothing of the unit of work was kept. */
public abstract sealed class RecordFailure extends RuntimeException permits RecordUnavailable, RecordRefused {
    private static final long serialVersionUID = 1L;

    RecordFailure(String message) {
        super(message);
    }

    RecordFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What an error of the database means.
     *
     * @param doing what was being done, as it follows "while"
     */
    static RecordFailure of(String doing, SQLException error) {
        return RecordRefused.isOfTheData(error) ? new RecordRefused(doing, error) : new RecordUnavailable(doing, error);
    }
}
