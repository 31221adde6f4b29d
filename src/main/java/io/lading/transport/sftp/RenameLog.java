package io.lading.transport.sftp;

/** Where it is noted that a partner calls something otherwise that was taken in already. */
@FunctionalInterface
public interface RenameLog {
    /**
     * Returns when it is durable.
     *
     * @param connection through which it came
     * @param transmission its id in the record
     * @throws io.lading.tracking.RecordFailure if it could not be noted
     */
    void renamed(String connection, long transmission, String from, String to);
}
