package io.lading.tracking;

import java.util.List;

/** Doing it again by a person's wish; automatic retries need nobody. Each is recorded as an event with its actor. */
public interface Redo {

    /** Same bytes and control numbers, new transport id. */
    Result retransmit(long transmissionId, String actor);

    /**
     * What carried a document, once more: of its deliveries those that were given up; all, if none was.
     *
     * @return one result for each transmission
     */
    List<Result> retransmitDocument(long documentId, String actor);

    /** Same document, new control numbers. */
    Result reEnvelope(long deliveryId, String actor);

    /**
     * From the input.
     *
     * @param confirmed true to go on although a destination already has it
     */
    Result reprocess(long transmissionId, With with, boolean confirmed, String actor);

    /** Which configuration is used. */
    enum With {
        AS_IT_WAS,
        TODAY
    }

    /** What came of it. */
    sealed interface Result {
        /** The new transmission is durable. */
        record Done(long transmissionId) implements Result {}

        /** Nothing was done yet: these destinations already succeeded and would get it a second time. */
        record NeedsConfirmation(List<String> alreadySucceeded) implements Result {}

        /** It cannot be done; the sentence says why and what to do. */
        record Refused(String why) implements Result {}
    }
}
