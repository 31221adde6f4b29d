package io.lading.routing.process;

/** Where batches take their knowledge from. Thread-safe. */
public interface KnowledgeBase {

    /** Partners, schemas and maps in force now, all of one moment. */
    Knowledge today();

    /**
     * What something was processed with.
     *
     * @param id {@link Knowledge#id()} of then
     * @throws NotKept if it cannot be had any more
     */
    Knowledge asItWas(long id) throws NotKept;

    /** Something of what was in force then is gone; the message says what. */
    final class NotKept extends Exception {
        private static final long serialVersionUID = 1;

        public NotKept(String message) {
            super(message);
        }
    }
}
