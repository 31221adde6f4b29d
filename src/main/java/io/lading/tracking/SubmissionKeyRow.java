package io.lading.tracking;

import org.jspecify.annotations.Nullable;

/** A submitter's own key, so that the same submission gets the same answer. */
record SubmissionKeyRow(String connection, String key, byte[] sha256, long transmissionId) implements Row {

    @Override
    public Table table() {
        return Table.SUBMISSION_KEY;
    }

    @Override
    public @Nullable Object[] values() {
        return new @Nullable Object[] {connection, key, sha256, transmissionId};
    }
}
